import type { SmoothingKernel } from "./smoothingKernel.ts";

/** The cubic B-spline. Particles pair up where it has many neighbours, so it is not to be widened. */
export const cubicSpline: SmoothingKernel = {
  name: "cubic-spline",
  formula: "w = 1 − 3/2 q² + 3/4 q³, q < 1; (2 − q)³/4, q < 2",
  citation: "J. J. Monaghan & J. C. Lattanzio, Astron. Astrophys. 149, 135 (1985)",
  support: 2,
  usualRatio: 1.2,

  normalisation(dimensions) {
    return dimensions === 2 ? 10 / (7 * Math.PI) : 1 / Math.PI;
  },

  value(q) {
    if (q < 1) return 1 - 1.5 * q ** 2 + 0.75 * q ** 3;
    return q < 2 ? 0.25 * (2 - q) ** 3 : 0;
  },

  slope(q) {
    if (q < 1) return -3 * q + 2.25 * q ** 2;
    return q < 2 ? -0.75 * (2 - q) ** 2 : 0;
  },

  slopeFactor: -0.75,

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let u = max(2.0 - q, 0.0);
  return select(0.25 * u * u * u, 1.0 + q * q * (0.75 * q - 1.5), q < 1.0);
}

fn kernelSlope(q: f32) -> f32 {
  let u = max(2.0 - q, 0.0);
  return select(u * u / q, 4.0 - 3.0 * q, q < 1.0);
}
`,
};
