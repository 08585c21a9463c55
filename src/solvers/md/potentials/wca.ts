import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import { lennardJones } from "./lennardJones.ts";
import type { PairPotential } from "./pairPotential.ts";

/** Where Lennard-Jones has its minimum, in σ. */
const minimumRadius = 2 ** (1 / 6);

export const wca: PairPotential = {
  name: "wca",
  formula: "U = 4ε[(σ/r)¹² − (σ/r)⁶] + ε for r < 2^(1/6) σ, else 0",
  citation: "J. D. Weeks, D. Chandler & H. C. Andersen, J. Chem. Phys. 54, 5237 (1971)",
  parameters: z.strictObject({
    epsilon: nonnegative("energy ε at r = σ", "energy"),
    sigma: positive("diameter σ; the potential ends at 2^(1/6) σ", "length"),
  }),
  mixing: { epsilon: "energy", sigma: "size" },

  ownCutoffRadius({ sigma }) {
    return minimumRadius * sigma;
  },

  energy(r, p) {
    return r >= minimumRadius * p.sigma ? 0 : lennardJones.energy(r, p) + p.epsilon;
  },

  force(r, p) {
    return r >= minimumRadius * p.sigma ? 0 : lennardJones.force(r, p);
  },

  magnitude(r, { epsilon, sigma }) {
    const repulsion = 4 * epsilon * (sigma / r) ** 12;
    const attraction = 4 * epsilon * (sigma / r) ** 6;
    return [13 * repulsion + 7 * attraction + epsilon, (12 * 14 * repulsion + 6 * 8 * attraction) / r];
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
  return vec2f(c.y * (s6 * (s6 - 1.0) + 0.25), s2 * s6 * (2.0 * c.z * s6 - c.z));
}
`,
};
