import type { SmoothingKernel } from "./smoothingKernel.ts";

export const wendlandC2: SmoothingKernel = {
  name: "wendland-c2",
  formula: "w = (1 − q/2)⁴ (1 + 2q), q < 2",
  citation: "H. Wendland, Adv. Comput. Math. 4, 389 (1995)",
  support: 2,
  usualRatio: 1.5,

  normalisation(dimensions) {
    return dimensions === 2 ? 7 / (4 * Math.PI) : 21 / (16 * Math.PI);
  },

  value(q) {
    return q < 2 ? (1 - q / 2) ** 4 * (1 + 2 * q) : 0;
  },

  slope(q) {
    return q < 2 ? -5 * q * (1 - q / 2) ** 3 : 0;
  },

  slopeFactor: -5 / 8,

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let u = max(1.0 - 0.5 * q, 0.0);
  let u2 = u * u;
  return u2 * u2 * (1.0 + 2.0 * q);
}

fn kernelSlope(q: f32) -> f32 {
  let u = max(2.0 - q, 0.0);
  return u * u * u;
}
`,
};
