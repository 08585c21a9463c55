import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";
import { sixthPower } from "./sixthPower.ts";

export const lennardJones: PairPotential = {
  name: "lennard-jones",
  formula: "U = 4ε[(σ/r)¹² − (σ/r)⁶]",
  citation: "J. E. Lennard-Jones, Proc. Phys. Soc. 43, 461 (1931)",
  parameters: z.strictObject({
    epsilon: nonnegative("depth ε of the well", "energy"),
    sigma: positive("distance σ at which the energy is zero", "length"),
  }),
  mixing: { epsilon: "energy", sigma: "size" },

  energy(r, { epsilon, sigma }) {
    const s6 = sixthPower(sigma / r);
    return 4 * epsilon * (s6 * s6 - s6);
  },

  force(r, { epsilon, sigma }) {
    const s6 = sixthPower(sigma / r);
    return (24 * epsilon * (2 * s6 * s6 - s6)) / r;
  },

  magnitude(r, { epsilon, sigma }) {
    const repulsion = 4 * epsilon * (sigma / r) ** 12;
    const attraction = 4 * epsilon * (sigma / r) ** 6;
    return [13 * repulsion + 7 * attraction, (12 * 14 * repulsion + 6 * 8 * attraction) / r];
  },

  coefficients({ epsilon, sigma }) {
    return [sigma ** 2, 4 * epsilon, (24 * epsilon) / sigma ** 2, 1e-4 * sigma ** 2];
  },

  // Below r = 0.01 σ the values stay those at 0.01 σ: (σ/r)¹⁴ would overflow float32, and ∞ · 0 be NaN. The bits of positive numbers are
  // ordered as they are, and the larger of two integers costs one instruction where WGSL's max of floats has to think of NaN.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let s2 = c.x / bitcast<f32>(max(bitcast<u32>(r2), bitcast<u32>(c.w)));
  let s6 = s2 * s2 * s2;
  return vec2f(c.y * s6 * (s6 - 1.0), s2 * s6 * (2.0 * c.z * s6 - c.z));
}
`,
};
