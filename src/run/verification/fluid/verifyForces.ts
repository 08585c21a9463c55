import type { FluidModel } from "../../../solvers/sph/model.ts";
import { advectionOf, driftRecords } from "../../../solvers/sph/reference/advection.ts";
import { fluidForces } from "../../../solvers/sph/reference/forces.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { refersPressure } from "../../../solvers/sph/reference/pressureReference.ts";
import { advancedQuantity, stateRates } from "../../../solvers/sph/reference/stateRates.ts";
import { surfaceTensionAccelerations } from "../../../solvers/sph/reference/surfaceTension.ts";
import { setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import { extrapolateWalls } from "../../../solvers/sph/reference/walls.ts";
import type { VerificationRow } from "../verificationRow.ts";
import { actingFields } from "./actingFields.ts";
import { decidedReferences } from "./decidedReferences.ts";
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
  const fields = actingFields(model, before);
  const walls = extrapolateWalls(model, fields, pairs, accelerations, before.clock.bodyForce);
  const row = rowsOf(model, before.type, "walls");
  const same = { value: after.actingPressure, scale: new Float64Array(after.actingPressure.length) };
  return [
    row("extrapolateWalls", "pressures", after.actingPressure, walls.pressure),
    row("extrapolateWalls", "pressures to be told", after.pressure, same),
    row("extrapolateWalls", "densities", after.density, walls.density),
    // Of walls that slip nobody sees them.
    ...(model.solids.some(({ slip }) => slip !== "free-slip")
      ? [row("extrapolateWalls", "mirrored velocities", after.shownVelocity, walls.mirroredVelocity)]
      : []),
  ];
}

/** Forces of fluids and walls on each other, rates of what the scheme advances, and what the advection keeps for the next drift. */
export function verifyForces(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const { type, shownVelocity: shown } = before;
  const { kind } = advectionOf(model);
  const deviation = kind === "transport-velocity" ? shown : undefined;
  const fields = actingFields(model, before);
  const reference = refersPressure(model) ? after.pressureReference : undefined;
  const forces = fluidForces(model, fields, pairs, shown, deviation, reference);
  const [ofFluids, ofWalls] = [rowsOf(model, type, "fluids"), rowsOf(model, type, "walls")];
  const rows = [ofFluids("computeForce", "accelerations", after.acceleration, forces)];
  if (model.solids.length > 0) {
    rows.push(ofWalls("computeForce", "reactions, over the mass,", after.acceleration, forces));
  }
  const quantity = advancedQuantity(model);
  if (quantity) {
    const start = { ...fields, pressure: before.kept };
    const rates = stateRates(model, start, pairs, before.clock.bodyForce, before.gradient);
    rows.push(ofFluids("computeForce", `rates of ${quantity}`, after.rate, rates));
  }
  if (refersPressure(model)) {
    const means = decidedReferences(model, { ...fields, pressure: before.kept }, pairs);
    rows.push(ofFluids("computeForce", "mean pressures around", after.pressureReference, means));
  }
  if (kind === "own-velocity") return rows;
  const records = driftRecords(model, fields, pairs);
  return [...rows, ofFluids("computeForce", `what ${kind} keeps`, after.drift, records)];
}

/** What a surface tension adds to the accelerations. */
export function verifySurfaceTension(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow {
  const tension = surfaceTensionAccelerations(model, actingFields(model, before), pairs);
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
