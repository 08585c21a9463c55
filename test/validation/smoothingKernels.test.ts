import { expect, it } from "vitest";
import { findSmoothingKernel } from "../../src/solvers/sph/kernels/index.ts";
import { gradientSum, kernelIntegral, slopeError } from "../../validation/smoothing-kernels/case.ts";

const kernel = findSmoothingKernel("wendland-c2");

it("a kernel that is 0.1 % too strong is not normalised", () => {
  const wrong = { ...kernel, normalisation: (d: 2 | 3) => 1.001 * kernel.normalisation(d) };
  expect(Math.abs(kernelIntegral(kernel, 3, 1200) - 1)).toBeLessThan(1e-6);
  expect(Math.abs(kernelIntegral(wrong, 3, 1200) - 1)).toBeGreaterThan(5e-4);
});

it("a slope that is 0.1 % off is not the derivative", () => {
  const wrong = { ...kernel, slope: (q: number, d: 2 | 3) => 1.001 * kernel.slope(q, d) };
  expect(slopeError(kernel, 2)).toBeLessThan(1e-6);
  expect(slopeError(wrong, 2)).toBeGreaterThan(5e-4);
});

it("a slope that ends early leaves a gradient of a constant", () => {
  const wrong = { ...kernel, slope: (q: number, d: 2 | 3) => (q < 1 ? kernel.slope(q, d) : 0) };
  expect(gradientSum(kernel, 2)).toBeLessThan(2e-3);
  expect(gradientSum(wrong, 2)).toBeGreaterThan(2e-3);
});
