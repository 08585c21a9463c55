/**
 * Particles on the host, in float64. All arrays have one row per particle.
 *
 * `position` is wrapped into the box along periodic axes; `image` counts the box edges crossed, so that
 * the unwrapped coordinate is position + image · edge.
 */
export interface Particles {
  readonly count: number;
  /** (N, 3) row-major [length]. */
  readonly position: Float64Array;
  /** (N, 3) row-major [length / time]. */
  readonly velocity: Float64Array;
  /** (N), index into the solver's list of types, from 0. */
  readonly type: Uint32Array;
  /** (N), unique, from 1. */
  readonly id: Uint32Array;
  /** (N, 3) row-major, box edges crossed. */
  readonly image: Int32Array;
}

/** Zeroed particles of type 0 with ids 1 … count. */
export function createParticles(count: number): Particles {
  return {
    count,
    position: new Float64Array(3 * count),
    velocity: new Float64Array(3 * count),
    type: new Uint32Array(count),
    id: Uint32Array.from({ length: count }, (_, i) => i + 1),
    image: new Int32Array(3 * count),
  };
}
