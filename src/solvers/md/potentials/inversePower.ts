import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";

export const inversePower: PairPotential = {
  name: "inverse-power",
  formula: "U = ε (σ/r)ⁿ",
  citation: "W. G. Hoover et al., J. Chem. Phys. 52, 4931 (1970)",
  parameters: z.strictObject({
    epsilon: nonnegative("energy ε at r = σ", "energy"),
    sigma: positive("diameter σ", "length"),
    exponent: positive("exponent n", "1"),
  }),
  mixing: { epsilon: "energy", sigma: "size", exponent: "equal" },

  energy(r, { epsilon, sigma, exponent }) {
    return epsilon * (sigma / r) ** exponent;
  },

  force(r, { epsilon, sigma, exponent }) {
    return (exponent * epsilon * (sigma / r) ** exponent) / r;
  },

  magnitude(r, { epsilon, sigma, exponent }) {
    const size = epsilon * (sigma / r) ** exponent;
    return [(1 + exponent) * size, (exponent * (exponent + 2) * size) / r];
  },

  coefficients({ epsilon, sigma, exponent }) {
    return [sigma ** 2, epsilon, exponent, 0];
  },

  // The bounds on log₂(σ/r) keep (σ/r)ⁿ⁺² below 2⁸⁰, inside float32, however small r is.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let l = min(0.5 * log2(c.x / max(r2, 1e-12 * c.x)), 80.0 / (c.z + 2.0));
  let energy = c.y * exp2(c.z * l);
  return vec2f(energy, c.z * energy * exp2(2.0 * l) / c.x);
}
`,
};
