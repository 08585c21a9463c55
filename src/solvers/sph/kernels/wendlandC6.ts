import type { SmoothingKernel } from "./smoothingKernel.ts";

export const wendlandC6: SmoothingKernel = {
  name: "wendland-c6",
  formula: "w = (1 − q/2)⁸ (1 + 4q + 25/4 q² + 4q³), q < 2",
  citation:
    "H. Wendland, Adv. Comput. Math. 4, 389 (1995); W. Dehnen & H. Aly, Mon. Not. R. Astron. Soc. 425, 1068 (2012)",
  support: 2,
  usualRatio: 2.2,

  normalisation(dimensions) {
    return dimensions === 2 ? 39 / (14 * Math.PI) : 1365 / (512 * Math.PI);
  },

  value(q) {
    return q < 2 ? (1 - q / 2) ** 8 * (1 + 4 * q + 6.25 * q ** 2 + 4 * q ** 3) : 0;
  },

  slope(q) {
    return q < 2 ? -5.5 * q * (1 + 3.5 * q + 4 * q ** 2) * (1 - q / 2) ** 7 : 0;
  },

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let u = max(1.0 - 0.5 * q, 0.0);
  let u2 = u * u;
  let u4 = u2 * u2;
  return u4 * u4 * (1.0 + q * (4.0 + q * (6.25 + 4.0 * q)));
}

fn kernelSlope(q: f32) -> f32 {
  let u = max(1.0 - 0.5 * q, 0.0);
  let u2 = u * u;
  return u2 * u2 * u2 * u * (-5.5 - q * (19.25 + 22.0 * q));
}
`,
};
