import { z } from "zod";
import { nonnegative, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";

export const morse: PairPotential = {
  name: "morse",
  formula: "U = D [exp(−2a(r − r₀)) − 2 exp(−a(r − r₀))]",
  citation: "P. M. Morse, Phys. Rev. 34, 57 (1929)",
  parameters: z.strictObject({
    wellDepth: nonnegative("depth D of the well", "energy"),
    inverseWidth: positive("inverse width a of the well", "1/length"),
    equilibriumDistance: positive("distance r₀ of the minimum", "length"),
  }),
  mixing: { wellDepth: "energy", inverseWidth: "equal", equilibriumDistance: "size" },

  energy(r, { wellDepth, inverseWidth, equilibriumDistance }) {
    const x = inverseWidth * (r - equilibriumDistance);
    return wellDepth * (Math.exp(-2 * x) - 2 * Math.exp(-x));
  },

  force(r, { wellDepth, inverseWidth, equilibriumDistance }) {
    const x = inverseWidth * (r - equilibriumDistance);
    return 2 * wellDepth * inverseWidth * (Math.exp(-2 * x) - Math.exp(-x));
  },

  // The exponent is a difference of a·r and a·r₀, so both enter the condition number.
  magnitude(r, { wellDepth, inverseWidth, equilibriumDistance }) {
    const x = inverseWidth * (r - equilibriumDistance);
    const exponentTerms = inverseWidth * (r + equilibriumDistance);
    const repulsion = wellDepth * Math.exp(-2 * x) * (1 + 2 * exponentTerms);
    const attraction = 2 * wellDepth * Math.exp(-x) * (1 + exponentTerms);
    return [repulsion + attraction, inverseWidth * (2 * repulsion + attraction)];
  },

  coefficients({ wellDepth, inverseWidth, equilibriumDistance }) {
    const smallestDistance = Math.max(1e-6 * equilibriumDistance, equilibriumDistance - 30 / inverseWidth);
    return [wellDepth, inverseWidth, equilibriumDistance, smallestDistance ** 2];
  },

  // c.w bounds r from below: neither 1/r nor exp(−2a(r − r₀)) ≤ e⁶⁰ leaves float32.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let r = sqrt(max(r2, c.w));
  let e = exp(c.y * (c.z - r));
  return vec2f(c.x * e * (e - 2.0), 2.0 * c.x * c.y * e * (e - 1.0) / r);
}
`,
};
