import { z } from "zod";
import { finite, positive } from "./parameterFields.ts";
import type { PairPotential } from "./pairPotential.ts";

export const soft: PairPotential = {
  name: "soft",
  formula: "U = A [1 + cos(πr/r_c)] for r < r_c, else 0",
  citation: "pair_style soft of LAMMPS: A. P. Thompson et al., Comput. Phys. Commun. 271, 108171 (2022)",
  parameters: z.strictObject({
    amplitude: finite("amplitude A, half the energy at r = 0", "energy"),
    cutoffRadius: positive("range r_c, where energy and force reach zero", "length"),
  }),
  mixing: { amplitude: "energy", cutoffRadius: "size" },

  ownCutoffRadius({ cutoffRadius }) {
    return cutoffRadius;
  },

  energy(r, { amplitude, cutoffRadius }) {
    return r < cutoffRadius ? amplitude * (1 + Math.cos((Math.PI * r) / cutoffRadius)) : 0;
  },

  force(r, { amplitude, cutoffRadius }) {
    if (r >= cutoffRadius) return 0;
    return ((amplitude * Math.PI) / cutoffRadius) * Math.sin((Math.PI * r) / cutoffRadius);
  },

  magnitude(r, { amplitude, cutoffRadius }) {
    const size = Math.abs(amplitude);
    const x = (Math.PI * r) / cutoffRadius;
    return [2 * size + size * x, ((2 * size * Math.PI) / cutoffRadius) * x];
  },

  coefficients({ amplitude, cutoffRadius }) {
    const halfWaveNumber = Math.PI / (2 * cutoffRadius);
    return [halfWaveNumber ** 2, 2 * amplitude, 4 * amplitude * halfWaveNumber ** 2, 0];
  },

  // With y = πr/2r_c in [0, π/2]: 1 + cos 2y = 2 cos² y and sin 2y / r ∝ cos y · sin y / y, both even in r, so
  // neither a root nor a singularity at r = 0. Taylor series to y¹² (rest below 10⁻⁸) in place of the built-in
  // functions, for which WGSL promises no better than 2⁻¹¹.
  wgsl: /* wgsl */ `
fn pairPotential(r2: f32, c: vec4f) -> vec2f {
  let q = min(c.x * r2, 2.4674011);
  let cosine = 1.0 - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0 * (1.0 - q / 56.0 * (1.0 - q / 90.0 * (1.0 - q / 132.0)))));
  let sinc = 1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0 * (1.0 - q / 110.0 * (1.0 - q / 156.0)))));
  return vec2f(c.y * cosine * cosine, c.z * cosine * sinc);
}
`,
};
