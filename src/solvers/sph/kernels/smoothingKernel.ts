/**
 * A smoothing kernel W(r) = α_D / h^D · w(q) with q = r/h: one file each, holding citation, normalisation, the float64
 * formula and the WGSL fragment. Only the dimensionless w and dw/dq are given here; `kernelAt` scales them.
 */
export interface SmoothingKernel {
  /** The `kernel` word in a scenario, e.g. `wendland-c2`. */
  readonly name: string;
  /** The formula in words and symbols, for help and docs: `w = (1 − q/2)⁴ (1 + 2q), q < 2`. */
  readonly formula: string;
  readonly citation: string;
  /** Support radius in smoothing lengths: W = 0 for r ≥ support · h. */
  readonly support: number;
  /** Usual smoothing length in particle spacings. */
  readonly usualRatio: number;
  /** α_D, with which W integrates to 1 over the area (2) or the volume (3). */
  normalisation(dimensions: 2 | 3): number;
  /** w(q), q ≥ 0; 0 beyond the support. */
  value(q: number): number;
  /** dw/dq, q ≥ 0; 0 beyond the support. Depends on the dimension only where `gradientOf` is given. */
  slope(q: number, dimensions: 2 | 3): number;
  /**
   * Given where ∇W is taken from another kernel than W: then `slope` is not the derivative of `value`, but α_D · slope
   * is this one's α_D · dw/dq.
   */
  readonly gradientOf?: {
    readonly name: string;
    normalisation(dimensions: 2 | 3): number;
    value(q: number): number;
  };
  /** A constant of (dw/dq)/q that `kernelSlope` leaves out, to be multiplied once and not for each pair; 1 where left out. */
  readonly slopeFactor?: number;
  /**
   * Defines `fn kernelValue(q: f32) -> f32`, which is w, and `fn kernelSlope(q: f32) -> f32`, which is (dw/dq)/q over `slopeFactor`: it
   * multiplies the vector between two particles, so that no direction r/|r| is needed. Both are called for any q ≥ 0,
   * are finite at q = 0 and 0 beyond the support. Helper functions carry the kernel's name in theirs. A fragment
   * that depends on the dimension reads the WGSL constant `DIMENSIONS`, 2u or 3u, which stands beside it.
   */
  readonly wgsl: string;
}
