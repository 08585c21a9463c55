import { smallestArgument } from "./kernelAt.ts";
import type { SmoothingKernel } from "./smoothingKernel.ts";

/** The kernel whose gradient is taken: unlike that of poly6 it does not vanish where particles come close. */
const spiky = {
  name: "spiky",

  normalisation(dimensions: 2 | 3) {
    return dimensions === 2 ? 10 / Math.PI : 15 / Math.PI;
  },

  value(q: number) {
    return q < 1 ? (1 - q) ** 3 : 0;
  },
};

function poly6Normalisation(dimensions: 2 | 3): number {
  return dimensions === 2 ? 4 / Math.PI : 315 / (64 * Math.PI);
}

/** α of spiky in units of α of poly6, by which `slope` is larger: 5/2 and 64/21. */
function normalisationRatio(dimensions: 2 | 3): number {
  return spiky.normalisation(dimensions) / poly6Normalisation(dimensions);
}

/**
 * A pair of kernels, as position-based fluids use it: W is poly6, ∇W is that of spiky. So `slope` is NOT the derivative
 * of `value`; schemes that conserve energy want another kernel. (dw/dq)/q grows as 1/q and stays what it
 * is at `smallestArgument` below that.
 */
export const poly6Spiky: SmoothingKernel = {
  name: "poly6-spiky",
  formula: "W: w = (1 − q²)³, q < 1; ∇W: w = (1 − q)³, q < 1",
  citation:
    "M. Müller, D. Charypar & M. Gross, Proc. ACM SIGGRAPH/Eurographics Symp. Computer Animation, 154 (2003)",
  support: 1,
  usualRatio: 2,
  gradientOf: spiky,

  normalisation: poly6Normalisation,

  value(q) {
    return q < 1 ? (1 - q ** 2) ** 3 : 0;
  },

  slope(q, dimensions) {
    return q < 1 ? -3 * normalisationRatio(dimensions) * (1 - q) ** 2 : 0;
  },

  wgsl: /* wgsl */ `
fn kernelValue(q: f32) -> f32 {
  let u = max(1.0 - q * q, 0.0);
  return u * u * u;
}

fn kernelSlope(q: f32) -> f32 {
  let u = max(1.0 - q, 0.0);
  return select(-64.0 / 7.0, -7.5, DIMENSIONS == 2u) * u * u / max(q, ${smallestArgument});
}
`,
};
