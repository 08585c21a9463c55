import type { CutoffTreatment } from "./cutoffTreatment.ts";

export const switched: CutoffTreatment = {
  name: "switched",
  formula:
    "S(r) U(r), S = y³(10 − 15y + 6y²), y = (r_c − r)/(r_c − r_s) for r_s < r < r_c; S = 1 for r ≤ r_s",
  citation: "the switching function of OpenMM: P. Eastman et al., PLoS Comput. Biol. 13, e1005659 (2017)",

  apply(r, energy, force, { cutoffRadius, switchRadius }) {
    if (r <= switchRadius) return [energy, force];
    const width = cutoffRadius - switchRadius;
    const x = (r - switchRadius) / width;
    const factor = 1 - x * x * x * (10 - x * (15 - 6 * x));
    const slope = (-30 * x * x * (1 - x) * (1 - x)) / width;
    return [factor * energy, factor * force - slope * energy];
  },

  // y is a difference of distances, so its error is that of r_c over the width; |S′| ≤ 1.875, |S″| < 6 per width.
  magnitude(r, energy, force, [energyMagnitude, forceMagnitude], { cutoffRadius, switchRadius }) {
    if (r <= switchRadius) return [energyMagnitude, forceMagnitude];
    const steepness = 1 / (cutoffRadius - switchRadius);
    const conditioning = 1 + (r + cutoffRadius) * steepness;
    const factorMagnitude = 1.875 * conditioning;
    const slopeMagnitude = 6 * steepness * conditioning;
    return [
      energyMagnitude + factorMagnitude * Math.abs(energy),
      forceMagnitude +
        factorMagnitude * Math.abs(force) +
        1.875 * steepness * energyMagnitude +
        slopeMagnitude * Math.abs(energy),
    ];
  },

  // y = 1 gives S = 1 and S′ = 0 exactly, so no branch is needed below switchRadius.
  wgsl: /* wgsl */ `
fn applyCutoff(u: vec2f, r2: f32, t: vec4f) -> vec2f {
  let r = sqrt(max(r2, 1e-12 * t.x));
  let cutoffRadius = sqrt(t.x);
  let width = cutoffRadius - t.w;
  let y = clamp((cutoffRadius - r) / width, 0.0, 1.0);
  let factor = y * y * y * (10.0 + y * (6.0 * y - 15.0));
  let fall = 30.0 * y * y * (1.0 - y) * (1.0 - y) / width;
  return vec2f(factor * u.x, factor * u.y + u.x * fall / r);
}
`,
};
