import type { SmoothingKernel } from "./smoothingKernel.ts";

export const wendlandC4: SmoothingKernel = {
  name: "wendland-c4",
  formula: "w = (1 − q/2)⁶ (1 + 3q + 35/12 q²), q < 2",
  citation:
    "H. Wendland, Adv. Comput. Math. 4, 389 (1995); W. Dehnen & H. Aly, Mon. Not. R. Astron. Soc. 425, 1068 (2012)",
  support: 2,
  usualRatio: 1.8,

  normalisation(dimensions) {
    return dimensions === 2 ? 9 / (4 * Math.PI) : 495 / (256 * Math.PI);
  },

  value(q) {
    return q < 2 ? (1 - q / 2) ** 6 * (1 + 3 * q + (35 / 12) * q ** 2) : 0;
  },

  slope(q) {
    return q < 2 ? (-14 / 3) * q * (1 + 2.5 * q) * (1 - q / 2) ** 5 : 0;
  },

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let u = max(1.0 - 0.5 * q, 0.0);
  let u2 = u * u;
  return u2 * u2 * u2 * (1.0 + q * (3.0 + 35.0 / 12.0 * q));
}

fn kernelSlope(q: f32) -> f32 {
  let u = max(1.0 - 0.5 * q, 0.0);
  let u2 = u * u;
  return u2 * u2 * u * (-14.0 / 3.0 - 35.0 / 3.0 * q);
}
`,
};
