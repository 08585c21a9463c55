import type { CutoffTreatment } from "./cutoffTreatment.ts";

export const forceShifted: CutoffTreatment = {
  name: "force-shifted",
  formula: "U(r) − U(r_c) − (r − r_c) U′(r_c) for r < r_c, else 0",
  citation:
    "S. D. Stoddard & J. Ford, Phys. Rev. A 8, 1504 (1973); S. Toxvaerd & J. C. Dyre, J. Chem. Phys. 134, 081102 (2011)",

  apply(r, energy, force, { cutoffRadius, energyAtCutoff, forceAtCutoff }) {
    return [energy - energyAtCutoff + (r - cutoffRadius) * forceAtCutoff, force - forceAtCutoff];
  },

  magnitude(
    r,
    _energy,
    _force,
    [energyMagnitude, forceMagnitude],
    { cutoffRadius, energyAtCutoff, forceAtCutoff },
  ) {
    const shift = Math.abs(energyAtCutoff) + (r + cutoffRadius) * Math.abs(forceAtCutoff);
    return [energyMagnitude + shift, forceMagnitude + Math.abs(forceAtCutoff)];
  },

  // The bound on r2 keeps 1/r finite at r = 0.
  wgsl: /* wgsl */ `
fn applyCutoff(u: vec2f, r2: f32, t: vec4f) -> vec2f {
  let r = sqrt(max(r2, 1e-12 * t.x));
  return vec2f(u.x - t.y + (r - sqrt(t.x)) * t.z, u.y - t.z / r);
}
`,
};
