import type { Particles } from "../../../core/particles.ts";

/** What moves: particles, the forces on them, and the step they are at. */
export interface MolecularState {
  /** The step being completed while an integrator is at work, the last one done otherwise. */
  step: number;
  readonly particles: Particles;
  /** (N, 3) row-major [force]. */
  readonly force: Float64Array;
}
