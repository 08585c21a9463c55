import type { SmoothingKernel } from "./smoothingKernel.ts";

/** A kernel at one smoothing length, in float64. */
export interface ScaledKernel {
  /** W(r) [1/length^D], r ≥ 0 [length]. */
  value(r: number): number;
  /** (dW/dr)/r [1/length^(D+2)], r ≥ 0 [length]: times the vector from j to i it is ∇_i W. Finite at r = 0. */
  gradientFactor(r: number): number;
}

/**
 * q below which (dw/dq)/q keeps the value it has there. The factor multiplies a vector of that length, so what counts is
 * that it is finite; and the kernels that have a limit at q = 0 have reached it to within float32.
 */
export const smallestArgument = 1e-7;

/** W and (dW/dr)/r of a kernel with the smoothing length h [length], α_D and the powers of h multiplied in. */
export function kernelAt(kernel: SmoothingKernel, dimensions: 2 | 3, smoothingLength: number): ScaledKernel {
  const valueFactor = kernel.normalisation(dimensions) / smoothingLength ** dimensions;
  const slopeFactor = valueFactor / smoothingLength ** 2;
  return {
    value(r) {
      return valueFactor * kernel.value(r / smoothingLength);
    },
    gradientFactor(r) {
      const q = Math.max(r / smoothingLength, smallestArgument);
      return (slopeFactor * kernel.slope(q, dimensions)) / q;
    },
  };
}
