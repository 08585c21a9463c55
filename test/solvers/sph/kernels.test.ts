import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import { cubicSpline } from "../../../src/solvers/sph/kernels/cubicSpline.ts";
import { gaussian } from "../../../src/solvers/sph/kernels/gaussian.ts";
import { findSmoothingKernel, smoothingKernels } from "../../../src/solvers/sph/kernels/index.ts";
import { kernelAt } from "../../../src/solvers/sph/kernels/kernelAt.ts";
import { poly6Spiky } from "../../../src/solvers/sph/kernels/poly6Spiky.ts";
import { quinticSpline } from "../../../src/solvers/sph/kernels/quinticSpline.ts";
import type { SmoothingKernel } from "../../../src/solvers/sph/kernels/smoothingKernel.ts";
import { wendlandC2 } from "../../../src/solvers/sph/kernels/wendlandC2.ts";

const smoothingLength = 0.37;
const dimensions = [2, 3] as const;

/** Simpson's rule over the support, with the knots of every spline among the points. */
function integralOverSupport(kernel: SmoothingKernel, integrand: (r: number) => number): number {
  const count = 1200 * kernel.support;
  const step = (kernel.support * smoothingLength) / count;
  let sum = 0;
  for (let k = 0; k <= count; k++) {
    const weight = k === 0 || k === count ? 1 : k % 2 ? 4 : 2;
    sum += weight * integrand(k * step);
  }
  return (sum * step) / 3;
}

/** Circumference or surface of radius r. */
const sphere = (r: number, D: 2 | 3) => (D === 2 ? 2 * Math.PI * r : 4 * Math.PI * r ** 2);

/** |Σ∇W| in units of Σ|∇W|, over a lattice of spacing h/12 that lies askew of the particle. */
function gradientImbalance(kernel: SmoothingKernel, D: 2 | 3): number {
  const { gradientFactor } = kernelAt(kernel, D, smoothingLength);
  const spacing = smoothingLength / 12;
  const reach = 12 * kernel.support + 1;
  const offset = [0.31, 0.17, 0.43].map((share) => share * spacing);
  const sum = [0, 0, 0];
  let scale = 0;
  for (let i = -reach; i <= reach; i++) {
    for (let j = -reach; j <= reach; j++) {
      for (let k = D === 3 ? -reach : 0; k <= (D === 3 ? reach : 0); k++) {
        const vector = [
          i * spacing + offset[0],
          j * spacing + offset[1],
          D === 3 ? k * spacing + offset[2] : 0,
        ];
        const r = Math.hypot(...vector);
        const factor = gradientFactor(r);
        vector.forEach((component, axis) => (sum[axis] += factor * component));
        scale += Math.abs(factor) * r;
      }
    }
  }
  return Math.hypot(...sum) / scale;
}

/** Largest difference of dw/dq from the derivative of the value, by Richardson's extrapolation, in units of w(0). */
function worstSlopeError(kernel: SmoothingKernel, D: 2 | 3): number {
  const { value, normalisation } = kernel.gradientOf ?? kernel;
  const scale = normalisation(D) / kernel.normalisation(D);
  const central = (q: number, step: number) => (value(q + step) - value(q - step)) / (2 * step);
  let worst = 0;
  for (let k = 0.5; k < 40; k++) {
    const q = (kernel.support * k) / 40;
    const derivative = (4 * central(q, 5e-4) - central(q, 1e-3)) / 3;
    worst = Math.max(worst, Math.abs(kernel.slope(q, D) - scale * derivative) / (scale * value(0)));
  }
  return worst;
}

test("the index finds each of the seven kernels by its name", () => {
  const names = smoothingKernels.map((kernel) => kernel.name);
  expect(names).toEqual(
    "cubic-spline wendland-c2 wendland-c4 wendland-c6 quintic-spline gaussian poly6-spiky".split(" "),
  );
  for (const kernel of smoothingKernels) expect(findSmoothingKernel(kernel.name)).toBe(kernel);
});

test("an unknown kernel is an input error that names the nearest", () => {
  expect(() => findSmoothingKernel("wendland-2")).toThrow(InputError);
  expect(() => findSmoothingKernel("wendland-2")).toThrow(/solver\.kernel.*"wendland-c2"/);
});

describe.each(smoothingKernels.map((kernel) => [kernel.name, kernel] as const))("%s", (_, kernel) => {
  test.each(dimensions)("integrates to 1 in %iD", (D) => {
    const { value } = kernelAt(kernel, D, smoothingLength);
    const integral = integralOverSupport(kernel, (r) => value(r) * sphere(r, D));
    expect(Math.abs(integral - 1)).toBeLessThan(1e-9);
  });

  // Gauss's theorem: ∫ r·∇W = −D ∫W where W is 0 at the support.
  test.each(dimensions)("has a gradient whose first moment is −1 along each axis in %iD", (D) => {
    const { gradientFactor } = kernelAt(kernel, D, smoothingLength);
    const moment = integralOverSupport(kernel, (r) => (gradientFactor(r) * r ** 2 * sphere(r, D)) / D);
    expect(Math.abs(moment + 1)).toBeLessThan(1e-9);
  });

  test.each(dimensions)("has a gradient whose sum over a lattice askew vanishes in %iD", (D) => {
    // The gradient of spiky has no direction at the centre, where so few points do not resolve it.
    const bound = kernel.gradientOf ? 1e-2 : 1e-5;
    expect(gradientImbalance(kernel, D)).toBeLessThan(bound);
  });

  test.each(dimensions)("has the derivative of its value, or of gradientOf, for a slope in %iD", (D) => {
    expect(worstSlopeError(kernel, D)).toBeLessThan(1e-9);
  });

  test("is 0 with its slope at and beyond the support, and comes down to 0 there", () => {
    for (const q of [kernel.support, kernel.support * (1 + 1e-12), 1.5 * kernel.support, 100]) {
      const sizes = [kernel.value(q), kernel.slope(q, 2), kernel.slope(q, 3)].map(Math.abs);
      expect(sizes).toEqual([0, 0, 0]);
    }
    expect(kernel.value(kernel.support * (1 - 1e-6))).toBeLessThan(1e-8 * kernel.value(0));
  });

  test("is positive and falls all the way to its support", () => {
    const count = 500;
    for (let k = 1; k < count; k++) {
      const q = (kernel.support * k) / count;
      expect(kernel.value(q)).toBeGreaterThan(0);
      expect(kernel.value(q)).toBeLessThan(kernel.value((kernel.support * (k - 1)) / count));
      expect(kernel.slope(q, 2)).toBeLessThan(0);
      expect(kernel.slope(q, 3)).toBeLessThan(0);
    }
  });

  test("has a finite gradient factor at distance 0", () => {
    for (const D of dimensions) {
      const factor = kernelAt(kernel, D, smoothingLength).gradientFactor(0);
      expect(factor).toBeLessThan(0);
      expect(factor).toBeGreaterThan(-Infinity);
    }
  });
});

test("the checks of the gradient fail for a slope that is 1 % off, ends early, or is not that of W", () => {
  const steep = { ...wendlandC2, slope: (q: number) => 1.01 * wendlandC2.slope(q, 2) };
  expect(worstSlopeError(steep, 2)).toBeGreaterThan(1e-3);
  const early = { ...wendlandC2, slope: (q: number) => (q < 1.2 ? wendlandC2.slope(q, 2) : 0) };
  for (const D of dimensions) expect(gradientImbalance(early, D)).toBeGreaterThan(1e-4);
  expect(worstSlopeError({ ...poly6Spiky, gradientOf: undefined }, 3)).toBeGreaterThan(1);
});

test("the cubic spline is 1/4 at q = 1 with the slope −3/4", () => {
  expect(cubicSpline.value(1)).toBe(0.25);
  expect(cubicSpline.slope(1, 2)).toBe(-0.75);
  expect(cubicSpline.slope(1 - 1e-12, 2)).toBeCloseTo(-0.75, 10);
});

test("the quintic spline is 66 at q = 0, 26 at 1 and 1 at 2", () => {
  expect([0, 1, 2].map((q) => quinticSpline.value(q))).toEqual([66, 26, 1]);
});

test("Wendland C2 is 3/16 at q = 1 with the slope −5/8", () => {
  expect(wendlandC2.value(1)).toBe(3 / 16);
  expect(wendlandC2.slope(1, 3)).toBe(-5 / 8);
});

test("the Gaussian differs from the one without end by 0.12 % of α in 2D", () => {
  expect(gaussian.normalisation(2) * Math.PI).toBeCloseTo(1.00124, 5);
});

test("poly6-spiky has Müller's 315/64π (h² − r²)³/h⁹ and −45/π (h − r)²/h⁶ in 3D", () => {
  const [h, r] = [0.5, 0.2];
  const { value, gradientFactor } = kernelAt(poly6Spiky, 3, h);
  expect(value(r)).toBeCloseTo(((315 / (64 * Math.PI)) * (h ** 2 - r ** 2) ** 3) / h ** 9, 12);
  expect(gradientFactor(r) * r).toBeCloseTo(((-45 / Math.PI) * (h - r) ** 2) / h ** 6, 11);
});

test("scaling to a smoothing length multiplies W by 1/h^D and (dW/dr)/r by 1/h^(D + 2)", () => {
  for (const D of dimensions) {
    const [unit, scaled] = [kernelAt(wendlandC2, D, 1), kernelAt(wendlandC2, D, 0.25)];
    expect(scaled.value(0.2) / unit.value(0.8)).toBeCloseTo(4 ** D, 10);
    expect(scaled.gradientFactor(0.2) / unit.gradientFactor(0.8)).toBeCloseTo(4 ** (D + 2), 9);
  }
});
