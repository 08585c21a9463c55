import { describe, expect, test } from "vitest";
import { smoothingKernels } from "../../../src/solvers/sph/kernels/index.ts";
import { kernelAt } from "../../../src/solvers/sph/kernels/kernelAt.ts";
import { quinticSpline } from "../../../src/solvers/sph/kernels/quinticSpline.ts";
import type { SmoothingKernel } from "../../../src/solvers/sph/kernels/smoothingKernel.ts";
import { useDevice } from "../../support/device.ts";
import { evaluateFragment, mutatedFragment } from "./evaluateFragment.ts";

/** Rounding errors allowed, in units of 2⁻²⁴ · magnitude: WGSL promises exp to a few ulp only. */
const tolerance = 32;
const dimensions = [2, 3] as const;

const context = useDevice();

/** (w, (dw/dq)/q) at each q, interleaved, as the fragment computes them. */
function evaluate(kernel: SmoothingKernel, D: 2 | 3, q: Float32Array): Promise<Float32Array> {
  const fragment = `const DIMENSIONS = ${D}u;\n${kernel.wgsl}`;
  const slope = `f32(${kernel.slopeFactor ?? 1}) * kernelSlope(x)`;
  return evaluateFragment(context(), fragment, ["kernelValue(x)", slope], q);
}

/**
 * Scales of the rounding errors of w and f = (dw/dq)/q: their sizes, and the changes q dw/dq and q df/dq =
 * d²w/dq² − f that come from a relative error of q. d²w/dq² is taken as a difference.
 */
function magnitudes(kernel: SmoothingKernel, D: 2 | 3, q: number): [number, number] {
  const step = 1e-5 * q;
  const curvature = (kernel.slope(q + step, D) - kernel.slope(q - step, D)) / (2 * step);
  const slope = Math.abs(kernel.slope(q, D));
  return [kernel.value(q) + q * slope, slope / q + Math.abs(curvature)];
}

/** Worst error of the fragment against float64 within the support, in units of 2⁻²⁴ · magnitude. */
async function worstError(kernel: SmoothingKernel, D: 2 | 3): Promise<number> {
  const points = Float32Array.from({ length: 2000 }, (_, k) => (kernel.support * (k + 0.5)) / 2001);
  const result = await evaluate(kernel, D, points);
  let worst = 0;
  points.forEach((q, k) => {
    const [valueScale, slopeScale] = magnitudes(kernel, D, q);
    const valueError = Math.abs(result[2 * k] - kernel.value(q)) / valueScale;
    const slopeError = Math.abs(result[2 * k + 1] - kernel.slope(q, D) / q) / slopeScale;
    // Math.max hands NaN on, so that a NaN from the fragment fails the comparison.
    worst = Math.max(worst, valueError * 2 ** 24, slopeError * 2 ** 24);
  });
  return worst;
}

describe.each(smoothingKernels.map((kernel) => [kernel.name, kernel] as const))(
  "the WGSL of %s",
  (_, kernel) => {
    test.each(dimensions)("meets float64 in %iD", async (D) => {
      expect(await worstError(kernel, D)).toBeLessThan(tolerance);
    });

    test.each(dimensions)("is finite down to q = 0, where it meets the scaled kernel, in %iD", async (D) => {
      const points = Float32Array.from([0, 1e-45, 1e-38, 1e-20, 1e-10, 1e-7, 1e-6, 1e-4]);
      const result = await evaluate(kernel, D, points);
      const { value, gradientFactor } = kernelAt(kernel, D, 1);
      const alpha = kernel.normalisation(D);
      points.forEach((q, k) => {
        expect(result[2 * k]).toBeCloseTo(value(q) / alpha, 4);
        expect((result[2 * k + 1] * alpha) / gradientFactor(q)).toBeCloseTo(1, 5);
      });
    });

    test.each(dimensions)("is 0 at and beyond the support in %iD", async (D) => {
      const points = Float32Array.from([1, 1 + 2 ** -23, 1.1, 2, 1e3, 1e6], (x) => x * kernel.support);
      const result = await evaluate(kernel, D, points);
      expect(Array.from(result, Math.abs)).toEqual(Array.from(result, () => 0));
    });

    test.each(["kernelValue", "kernelSlope"])("fails the comparison when %s is 0.1 %% off", async (name) => {
      const wgsl = mutatedFragment(kernel.wgsl, name, "q: f32", "q");
      expect(await worstError({ ...kernel, wgsl }, 2)).toBeGreaterThan(tolerance);
    });
  },
);

test("the quintic spline fails the comparison with one number of its formula 0.1 % off", async () => {
  const wgsl = quinticSpline.wgsl.replace("6.0 * b2", "6.006 * b2");
  expect(wgsl).not.toBe(quinticSpline.wgsl);
  expect(await worstError({ ...quinticSpline, wgsl }, 3)).toBeGreaterThan(tolerance);
});
