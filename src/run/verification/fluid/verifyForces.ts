import type { FluidModel } from "../../../solvers/sph/model.ts";
import { advectionOf, driftRecords } from "../../../solvers/sph/reference/advection.ts";
import { fluidForces } from "../../../solvers/sph/reference/forces.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { refersPressure } from "../../../solvers/sph/reference/pressureReference.ts";
import { surfaceTensionAccelerations } from "../../../solvers/sph/reference/surfaceTension.ts";
import { setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import { extrapolateWalls } from "../../../solvers/sph/reference/walls.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import { rowsOf } from "./rowsOf.ts";

/** What walls take over from the fluid. */
export function verifyWalls(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const state = fluidStateOf(before);
  const accelerations = setWallMotion(model, state);
  const walls = extrapolateWalls(model, before, pairs, accelerations, before.clock.bodyForce);
  const row = rowsOf(model, before.type, "walls");
  return [
    row("extrapolateWalls", "pressures", after.pressure, walls.pressure),
    row("extrapolateWalls", "densities", after.density, walls.density),
    row("extrapolateWalls", "mirrored velocities", after.velocity, walls.mirroredVelocity),
  ];
}

/** Forces of fluids and walls on each other, and what the advection keeps for the next drift. */
export function verifyForces(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const { type } = before;
  const { kind } = advectionOf(model);
  const deviation = kind === "transport-velocity" ? before.deviation : undefined;
  const reference = refersPressure(model) ? before.pressureReference : undefined;
  const forces = fluidForces(model, before, pairs, before.velocity, deviation, reference);
  const [ofFluids, ofWalls] = [rowsOf(model, type, "fluids"), rowsOf(model, type, "walls")];
  const rows = [ofFluids("computeForce", "accelerations", after.acceleration, forces)];
  if (model.solids.length > 0) {
    rows.push(ofWalls("computeForce", "reactions, over the mass,", after.acceleration, forces));
  }
  if (kind === "own-velocity") return rows;
  const records = driftRecords(model, before, pairs);
  return [...rows, ofFluids("computeForce", `what ${kind} keeps`, after.drift, records)];
}

/** What a surface tension adds to the accelerations. */
export function verifySurfaceTension(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow {
  const tension = surfaceTensionAccelerations(model, before, pairs);
  if (!tension) throw new RangeError("the model has no surface tension");
  const expected = {
    value: tension.value.map((a, k) => a + before.acceleration[k]),
    scale: tension.scale.map((size, k) => size + Math.abs(before.acceleration[k])),
  };
  return rowsOf(model, before.type, "fluids")(
    "addSurfaceTension",
    "accelerations",
    after.acceleration,
    expected,
  );
}
