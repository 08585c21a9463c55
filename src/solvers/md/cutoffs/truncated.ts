import type { CutoffTreatment } from "./cutoffTreatment.ts";

export const truncated: CutoffTreatment = {
  name: "truncated",
  formula: "U(r) for r < r_c, else 0",
  citation: "M. P. Allen & D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (Oxford, 2017)",

  apply(_r, energy, force) {
    return [energy, force];
  },

  magnitude(_r, _energy, _force, magnitude) {
    return magnitude;
  },

  wgsl: /* wgsl */ `
fn applyCutoff(u: vec2f, r2: f32, t: vec4f) -> vec2f {
  return u;
}
`,
};
