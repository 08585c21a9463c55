import type { GpuContext } from "../../../gpu/context.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import { findPairs } from "../../../solvers/sph/reference/neighbours.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { takeStagedStep } from "./stagedStep.ts";
import { verifyBodyDrift, verifyBodyPush } from "./verifyBodies.ts";
import { verifyGradient, verifySummedDensity } from "./verifyDensity.ts";
import { verifyForces, verifySurfaceTension, verifyWalls } from "./verifyForces.ts";
import { verifyClock, verifyFirstHalf, verifySecondHalf } from "./verifyMotion.ts";
import { verifyTimeStep } from "./verifyTimeStep.ts";

/**
 * Every pass of a step of weakly compressible or entropically damped SPH, each fed with what the device gave the one
 * before it.
 *
 * @param rebuild whether particles are sorted anew in this step
 */
export async function verifyWeaklyCompressible(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  rebuild: boolean,
): Promise<VerificationRow[]> {
  const { before, after } = await takeStagedStep(context, model, engine, rebuild);
  const duration = before.clock.nextTimeStep;
  const moved = after.rebuild;
  const pairs = findPairs(model, moved.particles.position, takesPart(model, moved.type));
  const hasGradient = after.computeDensityGradient ?? moved;
  const hasDensity = after.updateDensity ?? hasGradient;
  const hasTension = after.addSurfaceTension as DeviceFields | undefined;
  const hasWalls = after.extrapolateWalls ?? hasDensity;
  return [
    ...verifyClock(model, before, after.beginStep),
    ...verifyBodyDrift(model, before, after.moveSolids, duration),
    ...verifyFirstHalf(model, before, moved),
    ...("computeDensityGradient" in after ? [verifyGradient(model, pairs, moved, hasGradient)] : []),
    ...("updateDensity" in after ? verifySummedDensity(model, pairs, hasGradient, hasDensity) : []),
    ...("extrapolateWalls" in after ? verifyWalls(model, pairs, hasDensity, hasWalls) : []),
    ...verifyForces(model, pairs, hasWalls, after.computeForce),
    ...(hasTension ? [verifySurfaceTension(model, pairs, after.computeForce, hasTension)] : []),
    ...verifyBodyPush(model, pairs, hasTension ?? after.computeForce, after, duration),
    ...verifySecondHalf(model, hasTension ?? after.computeForce, after.integrateSecond, duration),
    ...verifyTimeStep(model, after.integrateSecond, after.chooseTimeStep),
  ];
}
