import type { Box } from "./box.ts";
import type { Particles } from "./particles.ts";

/** One recorded configuration, in id order. */
export interface Frame {
  readonly step: number;
  /** [time] */
  readonly time: number;
  readonly box: Box;
  readonly particles: Particles;
  /** (N, 3) row-major [force]. */
  readonly force: Float64Array;
  /** (N) [energy], half of each pair's energy; absent where it was not asked for. */
  readonly potentialEnergy?: Float64Array;
  /** Names of the types, indexed by `particles.type`. */
  readonly typeNames: readonly string[];
}
