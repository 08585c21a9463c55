import { kernelAt } from "../kernels/kernelAt.ts";
import type { FluidModel } from "../model.ts";
import { jacobiWeight } from "./jacobiWeight.ts";

/** Distance at which the artificial pressure is k, in smoothing lengths: Macklin & Müller take 0.1 to 0.3. */
export const clumpingDistance = 0.2;

/** What position-based fluids read of the uniform; all zero for other schemes. */
export interface PositionBasedNumbers {
  /** ε [1/length²]: the scheme's `relaxation` is in units of 1/spacing². */
  readonly relaxation: number;
  /**
   * ω k [length²]: the scheme's `clumpingPressure` is in units of spacing², and weighted as λ is. Particles at the distance 0.2 h
   * so push as if the fluid were compressed by k spacing² Σ|∇C|², about k/10 in three dimensions, in the longest step; in shorter ones less, as the square.
   */
  readonly clumpingPressure: number;
  /** 1/Δt_0, Δt_0 the step at the expected speed, beyond which no adaptive step is, Courant number · dx/U [1/time]. */
  readonly inverseLongestStep: number;
  /** 1/W(0.2 h) [length^D] */
  readonly inverseClumpingWeight: number;
  /** ω (jacobiWeight.ts) [1] */
  readonly jacobiWeight: number;
  /** To which walls keep fluids [length]. */
  readonly contactDistance: number;
  /** dx [length] */
  readonly spacing: number;
  /** Bound of |g(t)| [acceleration]. */
  readonly strongestBodyForce: number;
}

export function positionBasedNumbers(model: FluidModel): PositionBasedNumbers {
  const { scheme, spacing, kernel, box, smoothingLength, acceleration, expectedSpeed } = model;
  if (scheme.kind !== "position-based") return none;
  const scaled = kernelAt(kernel, box.dimensions, smoothingLength);
  const weight = jacobiWeight(model);
  return {
    relaxation: scheme.relaxation / spacing ** 2,
    clumpingPressure: weight * scheme.clumpingPressure * spacing ** 2,
    inverseLongestStep: expectedSpeed / (model.timeStepping.courantNumber * spacing),
    inverseClumpingWeight: 1 / scaled.value(clumpingDistance * smoothingLength),
    jacobiWeight: weight,
    contactDistance: contactDistance(model),
    spacing,
    strongestBodyForce:
      Math.hypot(...acceleration.constant) + Math.hypot(...(acceleration.oscillation?.amplitude ?? [])),
  };
}

/**
 * What fluids keep to wall particles at least, a little more than the distance of a gap's middle from the wall particles around
 * it: half a spacing in two dimensions, half a face's diagonal in three [length].
 */
export function contactDistance({ box, spacing }: Pick<FluidModel, "box" | "spacing">): number {
  return 1.06 * 0.5 * Math.sqrt(box.dimensions - 1) * spacing;
}

const none: PositionBasedNumbers = {
  relaxation: 0,
  clumpingPressure: 0,
  inverseLongestStep: 0,
  inverseClumpingWeight: 0,
  jacobiWeight: 0,
  contactDistance: 0,
  spacing: 0,
  strongestBodyForce: 0,
};
