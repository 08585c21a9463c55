import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";
import { sixthPower } from "./sixthPower.ts";

/**
 * The exponential-6 potential. It has a maximum at short range (for dispersion > 0) inside which it falls to −∞:
 * particles that get over that barrier fall into each other, as in every code that offers the plain form.
 * No combining rule for unlike ρ is agreed on in the field, so such pairs must be given.
 */
export const buckingham: PairPotential = {
  name: "buckingham",
  formula: "U = A exp(−r/ρ) − C/r⁶",
  citation: "R. A. Buckingham, Proc. R. Soc. Lond. A 168, 264 (1938)",
  parameters: z.strictObject({
    amplitude: nonnegative("amplitude A of the repulsion", "energy"),
    rho: positive("decay length ρ of the repulsion", "length"),
    dispersion: nonnegative("coefficient C of the attraction", "energy·length⁶"),
  }),
  mixing: { amplitude: "energy", rho: "equal", dispersion: "energy" },

  energy(r, { amplitude, rho, dispersion }) {
    return amplitude * Math.exp(-r / rho) - dispersion / sixthPower(r);
  },

  force(r, { amplitude, rho, dispersion }) {
    return (amplitude / rho) * Math.exp(-r / rho) - (6 * dispersion) / (r * sixthPower(r));
  },

  magnitude(r, { amplitude, rho, dispersion }) {
    const repulsion = amplitude * Math.exp(-r / rho) * (1 + r / rho);
    const attraction = dispersion / r ** 6;
    return [repulsion + 7 * attraction, repulsion / rho + (6 * 8 * attraction) / r];
  },

  coefficients({ amplitude, rho, dispersion }) {
    return [amplitude, 1 / rho, dispersion, 1e-4 * rho ** 2];
  },

  // Below r = 0.01 ρ the values stay those at 0.01 ρ, so that C/r⁸ stays inside float32.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let inverse = inverseSqrt(max(r2, c.w));
  let inverse2 = inverse * inverse;
  let repulsion = c.x * exp(-c.y / inverse);
  let attraction = c.z * inverse2 * inverse2 * inverse2;
  return vec2f(repulsion - attraction, (c.y * repulsion - 6.0 * attraction * inverse) * inverse);
}
`,
};
