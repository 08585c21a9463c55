import type { Box } from "./box.ts";
import type { Particles } from "./particles.ts";

/** One recorded configuration of a fluid, in id order; types are materials, the fluids first, then the solids. */
export interface FluidFrame {
  readonly step: number;
  /** [time] */
  readonly time: number;
  readonly box: Box;
  readonly particles: Particles;
  /** (N) [density] */
  readonly density: Float64Array;
  /** (N) [pressure] */
  readonly pressure: Float64Array;
  /** (N, 3) row-major; of solids the force of the fluid on the particle, over its mass [acceleration]. */
  readonly acceleration: Float64Array;
  /** Names of the materials, indexed by `particles.type`. */
  readonly materialNames: readonly string[];
  /** How many of the materials are fluids. */
  readonly fluidCount: number;
}
