import { z } from "zod";
import { finite, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";

export const yukawa: PairPotential = {
  name: "yukawa",
  formula: "U = A exp(−κr)/r",
  citation: "H. Yukawa, Proc. Phys.-Math. Soc. Jpn. 17, 48 (1935)",
  parameters: z.strictObject({
    amplitude: finite("amplitude A, negative for attraction", "energy·length"),
    kappa: positive("inverse screening length κ", "1/length"),
  }),
  mixing: { amplitude: "energy", kappa: "equal" },

  energy(r, { amplitude, kappa }) {
    return (amplitude * Math.exp(-kappa * r)) / r;
  },

  force(r, { amplitude, kappa }) {
    return ((amplitude * Math.exp(-kappa * r)) / r) * (kappa + 1 / r);
  },

  magnitude(r, { amplitude, kappa }) {
    const size = (Math.abs(amplitude) * Math.exp(-kappa * r)) / r;
    return [size * (2 + kappa * r), size * (kappa + 1 / r) * (3 + kappa * r)];
  },

  coefficients({ amplitude, kappa }) {
    return [amplitude, kappa, 1e-12 / kappa ** 2, 0];
  },

  // Below r = 10⁻⁶/κ the values stay those there: at r = 0 the force, not NaN, is then zero.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let inverse = inverseSqrt(max(r2, c.z));
  let energy = c.x * exp(-c.y / inverse) * inverse;
  return vec2f(energy, energy * (c.y + inverse) * inverse);
}
`,
};
