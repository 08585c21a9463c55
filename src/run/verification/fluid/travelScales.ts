import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import type { FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import { unitScale } from "./verifyMotion.ts";
import { wallScales } from "./wallScales.ts";

/** |v| + |v| as it is in the mean + Δt |a|: the velocities of a step, of which rounding errors are shares. (N, 3) [velocity] */
export function kickScales(model: FluidModel, state: FluidState, duration: number): Float64Array {
  const { particles, acceleration } = state;
  const { type, velocity } = particles;
  const ofWalls = wallScales(model, state, duration);
  const typical = Math.sqrt(velocity.reduce((sum, v) => sum + v * v, 0) / velocity.length);
  return velocity.map((v, k) => {
    const material = type[Math.floor(k / 3)];
    const push = isSolid(model, material) ? ofWalls[material].velocity : duration * Math.abs(acceleration[k]);
    return Math.abs(v) + typical + push;
  });
}

/** Of positions after a step, of walls by their motion. (N, 3) [length] */
export function travelScales(
  model: FluidModel,
  state: FluidState,
  speeds: Float64Array,
  duration: number,
): Float64Array {
  const { type } = state.particles;
  const ofWalls = wallScales(model, state, duration);
  return speeds.map((speed, k) => {
    const material = type[Math.floor(k / 3)];
    const way = isSolid(model, material) ? ofWalls[material].displacement : duration * speed;
    return unitScale(model) + way;
  });
}

/** Scale over size of the longest of vectors (N, 3): the relative error of a maximum. */
export function errorOfLongest(
  vectors: Float64Array,
  scales: Float64Array,
  counts: (i: number) => boolean = () => true,
): number {
  let [longest, ratio] = [0, 0];
  for (let k = 0; k < vectors.length; k += 3) {
    const length = Math.hypot(vectors[k], vectors[k + 1], vectors[k + 2]);
    if (length <= longest || !counts(k / 3)) continue;
    longest = length;
    ratio = Math.hypot(scales[k], scales[k + 1], scales[k + 2]) / length;
  }
  return ratio;
}
