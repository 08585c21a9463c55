import type { GpuContext } from "../../../gpu/context.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import {
  diagonals,
  factorsOf,
  filledShares,
  restDensities,
} from "../../../solvers/sph/reference/divergenceFree.ts";
import {
  mirroredVelocities,
  viscousAccelerations,
} from "../../../solvers/sph/reference/divergenceFreeViscosity.ts";
import { findPairs, type PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
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
import { verifySolve } from "./verifySolve.ts";

/**
 * Every pass of a step of divergence-free SPH, of the iterations the first one of each solve.
 *
 * @param rebuild whether particles are sorted anew in this step
 */
export async function verifyDivergenceFree(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  rebuild: boolean,
): Promise<VerificationRow[]> {
  const { before, after } = await takeStagedStep(context, model, engine, rebuild);
  const duration = before.clock.nextTimeStep;
  const pairs = findPairs(model, before.particles.position, takesPart(model, before.type));
  const moved = after.rebuild;
  const pairsAfter = findPairs(model, moved.particles.position, takesPart(model, moved.type));
  const solved = after["density: finish"];
  // Walls go on from the time at the start of the step.
  const atStart = { clock: before.clock, status: before.status };
  const way = {
    value: solved.velocity.map((v) => duration * v),
    scale: solved.velocity.map((v) => duration * Math.abs(v)),
  };
  return [
    ...verifyClock(model, before, after.beginStep),
    ...verifyViscosity(model, pairs, before, after),
    ...verifySolve(model, pairs, "density", after, duration),
    ...verifyBodyDrift(model, solved, after.moveSolids, duration),
    ...verifyDrift(model, "moveParticles", { ...solved, ...atStart }, moved, way, duration),
    ...verifyDensities(model, pairsAfter, moved, after.computeDensity),
    ...verifySolve(model, pairsAfter, "divergence", after, duration),
    ...verifyEnd(model, after["divergence: finish"], after.finishStep, duration),
    ...verifyBodyPush(model, pairsAfter, after.finishStep, after, duration),
    ...("setSolidVelocity" in after
      ? [verifyWallVelocities(model, "setSolidVelocity", after.setSolidVelocity, duration)]
      : []),
  ];
}

/** Viscous forces and surface tension, and velocities under them and the body force. */
function verifyViscosity(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: Readonly<Record<string, DeviceFields>>,
): VerificationRow[] {
  const { type, velocity } = before;
  const [ofFluids, ofWalls] = [rowsOf(model, type, "fluids"), rowsOf(model, type, "walls")];
  const { mirrorWalls, computeViscousForce, addSurfaceTension } = after;
  const begun = after["density: begin"];
  const rows: VerificationRow[] = [];
  const mirrored = mirrorWalls?.floats("scratchA", 4, [0, 1, 2]);
  if (mirrored) {
    rows.push(
      ofWalls(
        "mirrorWalls",
        "mirrored velocities",
        mirrored,
        mirroredVelocities(model, type, velocity, pairs),
      ),
    );
  }
  if (computeViscousForce) {
    const seen = velocity.map((v, k) => (isSolid(model, type[Math.floor(k / 3)]) ? (mirrored?.[k] ?? v) : v));
    const fields = { type, volume: volumesAtRest(model, before) };
    const forces = viscousAccelerations(model, fields, seen, before.density, pairs);
    rows.push(ofFluids("computeViscousForce", "accelerations", computeViscousForce.acceleration, forces));
    if (model.solids.length > 0)
      rows.push(
        ofWalls("computeViscousForce", "reactions, over the mass,", computeViscousForce.acceleration, forces),
      );
  }
  const duration = before.clock.nextTimeStep;
  if (addSurfaceTension) {
    rows.push(verifySurfaceTension(model, pairs, computeViscousForce, addSurfaceTension));
  }
  const pushed =
    (addSurfaceTension ?? computeViscousForce)?.acceleration ?? new Float64Array(velocity.length);
  const { bodyForce } = begun.clock;
  const kicked = {
    value: velocity.map((v, k) => v + duration * (pushed[k] + bodyForce[k % 3])),
    scale: velocity.map(
      (v, k) => Math.abs(v) + duration * (Math.abs(pushed[k]) + Math.abs(bodyForce[k % 3])),
    ),
  };
  return [...rows, ofFluids("density: begin", "velocities", begun.velocity, kicked)];
}

/** Densities, and the factors of the iterations. */
function verifyDensities(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const { type } = before;
  const fields = { type, volume: volumesAtRest(model, before) };
  const rest = restDensities(model, type);
  const filled = filledShares(model, fields, pairs);
  const density = {
    value: filled.value.map((d, i) => d * rest[i]),
    scale: filled.scale.map((d, i) => d * rest[i]),
  };
  const factor = factorsOf(model, type, diagonals(model, fields, pairs));
  const kinds = model.solids.length > 0 ? (["fluids", "walls"] as const) : (["fluids"] as const);
  return kinds.flatMap((kind) => {
    const row = rowsOf(model, type, kind);
    return [
      row("computeDensity", "densities", after.density, density),
      row("computeDensity", "factors", after.rate, factor),
    ];
  });
}

/** Accelerations and pressures that the step comes to. */
function verifyEnd(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const { type, velocity, deviation: carried } = before;
  const isWall = (i: number) => isSolid(model, type[i]);
  const rest = restDensities(model, type);
  const acceleration = {
    value: velocity.map((v, k) => (isWall(Math.floor(k / 3)) ? carried[k] : v - carried[k]) / duration),
    scale: velocity.map((v, k) => (Math.abs(v) + Math.abs(carried[k])) / duration),
  };
  const kept = before.floats("deviation", 4, [3]);
  const parts = kept.map((p, i) => p + (isWall(i) ? 0 : before.kept[i]));
  const pressure = parts.map((p, i) => (before.density[i] / rest[i]) ** 2 * p);
  const kinds = model.solids.length > 0 ? (["fluids", "walls"] as const) : (["fluids"] as const);
  return kinds.flatMap((kind) => {
    const row = rowsOf(model, type, kind);
    return [
      row("finishStep", "accelerations", after.acceleration, acceleration),
      row("finishStep", "pressures", after.pressure, { value: pressure, scale: pressure.map(Math.abs) }),
    ];
  });
}
