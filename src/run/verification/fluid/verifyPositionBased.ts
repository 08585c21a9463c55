import type { GpuContext } from "../../../gpu/context.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { mirroredVelocities } from "../../../solvers/sph/reference/divergenceFreeViscosity.ts";
import { fluidForces } from "../../../solvers/sph/reference/forces.ts";
import { findPairs, type PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
import {
  constraintPressures,
  corrections,
  densityRatios,
  multipliers,
  squaredGradients,
} from "../../../solvers/sph/reference/positionBased.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { rowsOf } from "./rowsOf.ts";
import { volumesAtRest } from "./solveFields.ts";
import { takeStagedStep } from "./stagedStep.ts";
import { verifyBodyDrift, verifyBodyPush } from "./verifyBodies.ts";
import { verifyDrift, verifyWallVelocities } from "./verifyDrift.ts";
import { verifySurfaceTension } from "./verifyForces.ts";
import { verifyClock } from "./verifyMotion.ts";

/**
 * Every pass of a step of position-based fluids, of the iterations the first one.
 *
 * @param rebuild whether particles are sorted anew in this step
 */
export async function verifyPositionBased(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  rebuild: boolean,
): Promise<VerificationRow[]> {
  const { before, after } = await takeStagedStep(context, model, engine, rebuild);
  const duration = before.clock.nextTimeStep;
  const final = after["last rebuild"];
  const pairs = findPairs(model, final.particles.position, takesPart(model, final.type));
  return [
    ...verifyClock(model, before, after.beginStep),
    ...verifyBodyDrift(model, before, after.moveSolids, duration),
    ...verifyPrediction(model, before, after.rebuild, duration),
    ...verifyIteration(model, after, duration),
    ...verifyUpdate(model, pairs, final, after, duration),
    ...verifyFinish(model, pairs, after, duration),
    ...verifyBodyPush(model, pairs, after.finishStep, after, duration),
  ];
}

type Snapshots = Readonly<Record<string, DeviceFields>>;

/** v* = v + Δt g, x* = x + Δt v*. */
function verifyPrediction(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const { bodyForce } = after.clock;
  const velocity = {
    value: before.velocity.map((v, k) => v + duration * bodyForce[k % 3]),
    scale: before.velocity.map((v, k) => Math.abs(v) + duration * Math.abs(bodyForce[k % 3])),
  };
  const way = {
    value: velocity.value.map((v) => duration * v),
    scale: velocity.scale.map((v) => duration * v),
  };
  // What has come in or left in this step has the velocity of the inlet, or none.
  const stayed = before.type.map((material, i) =>
    material === after.type[i] ? material : model.fluids.length,
  );
  return [
    rowsOf(model, stayed, "fluids")("predictPosition", "velocities", after.velocity, velocity),
    ...verifyDrift(model, "predictPosition", before, after, way, duration),
  ];
}

/** The first iteration. */
function verifyIteration(model: FluidModel, after: Snapshots, duration: number): VerificationRow[] {
  const { rebuild: start, computeMultiplier, computeCorrection, applyCorrection } = after;
  const { type } = start;
  const pairs = findPairs(model, start.particles.position, takesPart(model, type));
  const fields = { type, volume: volumesAtRest(model, start) };
  const ofFluids = rowsOf(model, type, "fluids");
  const lambda = computeMultiplier.floats("scratchC", 1, [0]);
  const ratios = densityRatios(model, fields, pairs);
  const expected = multipliers(model, type, ratios, squaredGradients(model, fields, pairs));
  const moved = computeCorrection.floats("scratchB", 4, [0, 1, 2]);
  const correction = corrections(model, fields, pairs, lambda, duration);
  const rows = [
    ofFluids("computeMultiplier", "multipliers", lambda, expected),
    ofFluids("computeCorrection", "corrections", moved, correction),
  ];
  if (model.solids.length > 0) {
    const ofWalls = rowsOf(model, type, "walls");
    rows.push(ofWalls("computeCorrection", "reactions, as distances,", moved, correction));
  }
  const shift = { value: moved, scale: moved.map(Math.abs) };
  return [
    ...rows,
    ofFluids("applyCorrection", "sums of corrections", applyCorrection.deviation, shift),
    ...verifyDrift(model, "applyCorrection", computeCorrection, applyCorrection, shift, 0),
  ];
}

/** Velocities by the way of the step, densities and pressures at its end. */
function verifyUpdate(
  model: FluidModel,
  pairs: PairTable,
  final: DeviceFields,
  { updateVelocity, computeDensity }: Snapshots,
  duration: number,
): VerificationRow[] {
  const { type } = final;
  const row = rowsOf(model, type, "fluids");
  const velocity = {
    value: final.velocity.map((v, k) => v + final.deviation[k] / duration),
    scale: final.velocity.map((v, k) => Math.abs(v) + Math.abs(final.deviation[k]) / duration),
  };
  const ratios = densityRatios(model, { type, volume: volumesAtRest(model, final) }, pairs);
  const rest = Float64Array.from(
    type,
    (material) => (model.fluids[material] ?? model.fluids[0]).referenceDensity,
  );
  const density = {
    value: ratios.value.map((r, i) => r * rest[i]),
    scale: ratios.scale.map((r, i) => r * rest[i]),
  };
  const pressure = constraintPressures(model, final.floats("deviation", 4, [3]), duration);
  return [
    row("updateVelocity", "velocities", updateVelocity.velocity, velocity),
    row("computeDensity", "densities", computeDensity.density, density),
    row("computeDensity", "pressures", computeDensity.pressure, {
      value: pressure,
      scale: pressure.map(Math.abs),
    }),
  ];
}

/** Viscosities and surface tension, and the accelerations that the step comes to. */
function verifyFinish(
  model: FluidModel,
  pairs: PairTable,
  after: Snapshots,
  duration: number,
): VerificationRow[] {
  const { computeDensity, mirrorVelocity = computeDensity, computeViscosity, finishStep } = after;
  const { addSurfaceTension = computeViscosity } = after;
  const { type, deviation: shift } = computeDensity;
  const [ofFluids, ofWalls] = [rowsOf(model, type, "fluids"), rowsOf(model, type, "walls")];
  const rows: VerificationRow[] = [];
  if (after.mirrorVelocity) {
    const mirrored = mirroredVelocities(model, type, computeDensity.velocity, pairs);
    rows.push(ofWalls("mirrorVelocity", "mirrored velocities", mirrorVelocity.velocity, mirrored));
  }
  if (computeViscosity) {
    const fields = { ...mirrorVelocity, pressure: new Float64Array(type.length) };
    const forces = fluidForces(model, fields, pairs, mirrorVelocity.velocity);
    rows.push(ofFluids("computeViscosity", "accelerations", computeViscosity.acceleration, forces));
    if (model.solids.length > 0)
      rows.push(
        ofWalls("computeViscosity", "reactions, over the mass,", computeViscosity.acceleration, forces),
      );
  }
  if (addSurfaceTension !== computeViscosity) {
    rows.push(verifySurfaceTension(model, pairs, computeViscosity, addSurfaceTension));
  }
  const pushed = addSurfaceTension?.acceleration ?? new Float64Array(shift.length);
  const { bodyForce } = computeDensity.clock;
  const own = (k: number) => (isSolid(model, type[Math.floor(k / 3)]) ? 0 : bodyForce[k % 3]);
  const terms = pushed.map((a, k) => Math.abs(a) + Math.abs(shift[k]) / duration ** 2 + Math.abs(own(k)));
  const acceleration = {
    value: pushed.map((a, k) => a + shift[k] / duration ** 2 + own(k)),
    scale: terms,
  };
  const velocity = {
    value: mirrorVelocity.velocity.map((v, k) => v + duration * pushed[k]),
    scale: mirrorVelocity.velocity.map((v, k) => Math.abs(v) + duration * Math.abs(pushed[k])),
  };
  rows.push(
    ofFluids("finishStep", "accelerations", finishStep.acceleration, acceleration),
    ofFluids("finishStep", "velocities", finishStep.velocity, velocity),
  );
  if (model.solids.length === 0) return rows;
  rows.push(ofWalls("finishStep", "reactions, over the mass,", finishStep.acceleration, acceleration));
  return [...rows, verifyWallVelocities(model, "restoreWalls", after.restoreWalls, duration)];
}
