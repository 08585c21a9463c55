import type { SmoothingKernel } from "./smoothingKernel.ts";

/** (a − q)ⁿ where it is positive, else 0. */
function truncatedPower(difference: number, exponent: number): number {
  return Math.max(difference, 0) ** exponent;
}

/** The quintic B-spline. */
export const quinticSpline: SmoothingKernel = {
  name: "quintic-spline",
  formula: "w = (3 − q)⁵₊ − 6 (2 − q)⁵₊ + 15 (1 − q)⁵₊, with x₊ = max(x, 0)",
  citation: "J. P. Morris, P. J. Fox & Y. Zhu, J. Comput. Phys. 136, 214 (1997)",
  support: 3,
  usualRatio: 1,

  normalisation(dimensions) {
    return dimensions === 2 ? 7 / (478 * Math.PI) : 1 / (120 * Math.PI);
  },

  value(q) {
    return truncatedPower(3 - q, 5) - 6 * truncatedPower(2 - q, 5) + 15 * truncatedPower(1 - q, 5);
  },

  slope(q) {
    return -5 * (truncatedPower(3 - q, 4) - 6 * truncatedPower(2 - q, 4) + 15 * truncatedPower(1 - q, 4));
  },

  // Below q = 1 the powers are multiplied out: their sum has no digits left where q → 0 divides it.
  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let q2 = q * q;
  let a = max(3.0 - q, 0.0);
  let b = max(2.0 - q, 0.0);
  let a2 = a * a;
  let b2 = b * b;
  return select(a2 * a2 * a - 6.0 * b2 * b2 * b, 66.0 + q2 * (q2 * (30.0 - 10.0 * q) - 60.0), q < 1.0);
}

fn kernelSlope(q: f32) -> f32 {
  let a = max(3.0 - q, 0.0);
  let b = max(2.0 - q, 0.0);
  let a2 = a * a;
  let b2 = b * b;
  return select((30.0 * b2 * b2 - 5.0 * a2 * a2) / q, q * q * (120.0 - 50.0 * q) - 120.0, q < 1.0);
}
`,
};
