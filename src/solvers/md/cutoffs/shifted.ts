import type { CutoffTreatment } from "./cutoffTreatment.ts";

export const shifted: CutoffTreatment = {
  name: "shifted",
  formula: "U(r) − U(r_c) for r < r_c, else 0",
  citation: "M. P. Allen & D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (Oxford, 2017)",

  apply(_r, energy, force, { energyAtCutoff }) {
    return [energy - energyAtCutoff, force];
  },

  magnitude(_r, _energy, _force, [energyMagnitude, forceMagnitude], { energyAtCutoff }) {
    return [energyMagnitude + Math.abs(energyAtCutoff), forceMagnitude];
  },

  wgsl: /* wgsl */ `
fn applyCutoff(u: vec2f, r2: f32, t: vec4f) -> vec2f {
  return vec2f(u.x - t.y, u.y);
}
`,
};
