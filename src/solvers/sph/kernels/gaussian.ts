import type { SmoothingKernel } from "./smoothingKernel.ts";

const valueAtSupport = Math.exp(-9);
/** erf(3) */
const errorFunctionAtSupport = 0.9999779095030014;

/**
 * The Gaussian, ended at 3h. It is lowered by its value there, so that W is continuous, and α_D is that of the lowered
 * and ended function, so that ∫W is 1 as it stands; ∇W stays that of the Gaussian and jumps by 0.09 % of its largest value.
 */
export const gaussian: SmoothingKernel = {
  name: "gaussian",
  formula: "w = exp(−q²) − exp(−9), q < 3",
  citation: "R. A. Gingold & J. J. Monaghan, Mon. Not. R. Astron. Soc. 181, 375 (1977)",
  support: 3,
  usualRatio: 1,

  // ∫exp(−q²) up to q = 3, less the value there times the area 9π or the volume 36π.
  normalisation(dimensions) {
    if (dimensions === 2) return 1 / (Math.PI * (1 - valueAtSupport) - 9 * Math.PI * valueAtSupport);
    const integral = Math.PI ** 1.5 * errorFunctionAtSupport - 6 * Math.PI * valueAtSupport;
    return 1 / (integral - 36 * Math.PI * valueAtSupport);
  },

  value(q) {
    return q < 3 ? Math.exp(-(q ** 2)) - valueAtSupport : 0;
  },

  slope(q) {
    return q < 3 ? -2 * q * Math.exp(-(q ** 2)) : 0;
  },

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  return select(0.0, exp(-q * q) - ${valueAtSupport}, q < 3.0);
}

fn kernelSlope(q: f32) -> f32 {
  return select(0.0, -2.0 * exp(-q * q), q < 3.0);
}
`,
};
