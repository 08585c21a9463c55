import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { moveParticle } from "../../../solvers/sph/reference/boxSides.ts";
import { exchangeParticles } from "../../../solvers/sph/reference/openBoundaries.ts";
import { moveWalls, setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import { rowsOf } from "./rowsOf.ts";
import { unitScale, unwrapped } from "./verifyMotion.ts";
import { wallScales } from "./wallScales.ts";

/**
 * Where particles go: fluids by the distances given, solids as they are told; and what comes in and leaves.
 *
 * @param distance (N, 3) and its scale [length]
 * @param duration of the step where solids move in this pass, else 0 [time]
 */
export function verifyDrift(
  model: FluidModel,
  pass: string,
  before: DeviceFields,
  after: DeviceFields,
  distance: { readonly value: Float64Array; readonly scale: Float64Array },
  duration: number,
): VerificationRow[] {
  const state = fluidStateOf(before);
  before.type.forEach((material, i) => {
    if (isSolid(model, material)) return;
    for (let axis = 0; axis < model.box.dimensions; axis++) {
      moveParticle(model, state, i, axis, distance.value[3 * i + axis]);
    }
  });
  moveWalls(model, state, duration);
  if (duration > 0) {
    const end = { step: state.step + 1, time: state.time + duration };
    exchangeParticles(model, Object.assign(state, end), duration);
  }
  const { type } = state.particles;
  const ofWalls = wallScales(model, before, duration);
  const place = {
    value: unwrapped(model, state.particles),
    scale: distance.scale.map((size, k) => {
      const i = Math.floor(k / 3);
      const travel = isSolid(model, type[i]) ? ofWalls[type[i]].displacement : size;
      return travel + unitScale(model);
    }),
  };
  const measured = unwrapped(model, after.particles);
  const rows = [rowsOf(model, type, "fluids")(pass, "positions", measured, place)];
  if (model.solids.length > 0) rows.push(rowsOf(model, type, "walls")(pass, "positions", measured, place));
  return rows;
}

/** Velocities of solids at the end of a step. */
export function verifyWallVelocities(
  model: FluidModel,
  pass: string,
  after: DeviceFields,
  duration: number,
): VerificationRow {
  const state = fluidStateOf(after);
  setWallMotion(model, state);
  const ofWalls = wallScales(model, after, duration);
  const scale = after.velocity.map((_, k) => ofWalls[after.type[Math.floor(k / 3)]].velocity);
  const expected = { value: state.particles.velocity, scale };
  return rowsOf(model, after.type, "walls")(pass, "velocities", after.velocity, expected);
}
