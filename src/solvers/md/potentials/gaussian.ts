import { z } from "zod";
import { finite, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";

export const gaussian: PairPotential = {
  name: "gaussian",
  formula: "U = ε exp(−(r/σ)²)",
  citation: "F. H. Stillinger, J. Chem. Phys. 65, 3968 (1976)",
  parameters: z.strictObject({
    epsilon: finite("energy ε at r = 0, negative for attraction", "energy"),
    sigma: positive("width σ", "length"),
  }),
  mixing: { epsilon: "energy", sigma: "size" },

  energy(r, { epsilon, sigma }) {
    return epsilon * Math.exp(-((r / sigma) ** 2));
  },

  force(r, { epsilon, sigma }) {
    return ((2 * epsilon * r) / sigma ** 2) * Math.exp(-((r / sigma) ** 2));
  },

  magnitude(r, { epsilon, sigma }) {
    const q = (r / sigma) ** 2;
    const size = Math.abs(epsilon) * Math.exp(-q) * (1 + 2 * q);
    return [size, (2 * size * r) / sigma ** 2];
  },

  coefficients({ epsilon, sigma }) {
    return [epsilon, 1 / sigma ** 2, (2 * epsilon) / sigma ** 2, 0];
  },

  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  return c.xz * exp(-c.y * r2);
}
`,
};
