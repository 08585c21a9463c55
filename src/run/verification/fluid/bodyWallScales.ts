import type { FluidModel } from "../../../solvers/sph/model.ts";
import { contactAccelerations } from "../../../solvers/sph/reference/bodyContacts.ts";
import type { FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { allowedError } from "../../../solvers/sph/reference/termSum.ts";
import type { BodyScales } from "./bodyScales.ts";

/**
 * Of the contacts of bodies after a step: their own parts, and what errors of the places make of the overlaps and of
 * whether particles touch. (N, 3) [acceleration]
 *
 * @param travel (N, 3), scales of the places [length]
 */
export function contactScales(
  model: FluidModel,
  state: FluidState,
  pairs: PairTable,
  travel: Float64Array,
  duration: number,
): Float64Array {
  const farthest =
    state.bodies.length > 0 ? travel.reduce((most, x) => (x < Infinity ? Math.max(most, x) : most), 0) : 0;
  const displaced = 1 + (4 * farthest) / model.spacing;
  const margin = allowedError * displaced * model.spacing;
  return contactAccelerations(model, state, pairs, duration, margin).scale.map((size) => displaced * size);
}

/** Scales of velocities (N, 3), those of bodies' particles by the errors of their bodies [velocity]. */
export function withBodies(
  model: FluidModel,
  type: Uint32Array,
  velocity: Float64Array,
  bodies: readonly BodyScales[],
): Float64Array {
  const own: number[] = [];
  for (const { solid, reach, ...body } of bodies) {
    own[model.fluids.length + solid] = body.velocity + reach * body.angularVelocity;
  }
  return velocity.map((v, k) => own[type[Math.floor(k / 3)]] ?? v);
}
