import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import type { PairParameters, PairPotential } from "./pairPotential.ts";

/** C in U = C ε [...], which makes the well ε deep. */
function prefactor({ repulsiveExponent: n, attractiveExponent: m }: PairParameters): number {
  return (n / (n - m)) * (n / m) ** (m / (n - m));
}

export const mie: PairPotential = {
  name: "mie",
  formula: "U = C ε [(σ/r)ⁿ − (σ/r)ᵐ], C = n/(n−m) · (n/m)^(m/(n−m))",
  citation: "G. Mie, Ann. Phys. 316, 657 (1903)",
  parameters: z
    .strictObject({
      epsilon: nonnegative("depth ε of the well", "energy"),
      sigma: positive("distance σ at which the energy is zero", "length"),
      repulsiveExponent: positive("exponent n of the repulsion, above attractiveExponent", "1"),
      attractiveExponent: positive("exponent m of the attraction", "1"),
    })
    .refine((p) => p.repulsiveExponent > p.attractiveExponent, {
      path: ["repulsiveExponent"],
      error: ({ input }) => {
        const { repulsiveExponent, attractiveExponent } = input as PairParameters;
        return `must be greater than attractiveExponent ${attractiveExponent}, got ${repulsiveExponent}`;
      },
    }),
  mixing: { epsilon: "energy", sigma: "size", repulsiveExponent: "equal", attractiveExponent: "equal" },

  energy(r, p) {
    const s = p.sigma / r;
    return prefactor(p) * p.epsilon * (s ** p.repulsiveExponent - s ** p.attractiveExponent);
  },

  force(r, p) {
    const { repulsiveExponent: n, attractiveExponent: m } = p;
    const s = p.sigma / r;
    return (prefactor(p) * p.epsilon * (n * s ** n - m * s ** m)) / r;
  },

  magnitude(r, p) {
    const { repulsiveExponent: n, attractiveExponent: m } = p;
    const repulsion = prefactor(p) * p.epsilon * (p.sigma / r) ** n;
    const attraction = prefactor(p) * p.epsilon * (p.sigma / r) ** m;
    return [
      (1 + n) * repulsion + (1 + m) * attraction,
      (n * (n + 2) * repulsion + m * (m + 2) * attraction) / r,
    ];
  },

  coefficients(p) {
    return [p.sigma ** 2, prefactor(p) * p.epsilon, p.repulsiveExponent, p.attractiveExponent];
  },

  // The bounds on log₂(σ/r) keep (σ/r)ⁿ⁺² below 2⁸⁰, inside float32, however small r is.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let l = min(0.5 * log2(c.x / max(r2, 1e-12 * c.x)), 80.0 / (c.z + 2.0));
  let repulsion = c.y * exp2(c.z * l);
  let attraction = c.y * exp2(c.w * l);
  return vec2f(repulsion - attraction, (c.z * repulsion - c.w * attraction) * exp2(2.0 * l) / c.x);
}
`,
};
