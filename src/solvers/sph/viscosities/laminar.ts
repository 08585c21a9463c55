import { z } from "zod";
import type { ViscosityModel } from "./viscosityModel.ts";

/**
 * Newtonian viscosity with the fluids' physical ν; with no-slip walls it gives wall friction. Morris' r·∇W/(r² + 0.01 h²) is taken
 * without the 0.01 h², as W′/r needs no help at r = 0: it would make the fluid thinner by about 0.6 %.
 */
export const laminar: ViscosityModel = {
  name: "laminar",
  formula: "(V_i² + V_j²)/m_i · 2 η_i η_j/(η_i + η_j) · (W′/r) (v_i − v_j), η = ρ ν",
  citation:
    "J. P. Morris, P. J. Fox & Y. Zhu, J. Comput. Phys. 136, 214 (1997), in the form of " +
    "S. Adami, X. Y. Hu & N. A. Adams, J. Comput. Phys. 241, 292 (2013), eq. 8",
  parameters: z
    .strictObject({ kind: z.literal("laminar") })
    .meta({ description: "physical viscosity of each fluid (Morris 1997)" }),
  acceleration(pair) {
    const eta = [pair.densityI * pair.viscosityI, pair.densityJ * pair.viscosityJ];
    const sum = eta[0] + eta[1];
    if (sum === 0) return [0, 0, 0];
    const mean = (2 * eta[0] * eta[1]) / sum;
    const volumes = (pair.massI / pair.densityI) ** 2 + (pair.massJ / pair.densityJ) ** 2;
    const factor = (volumes * mean * pair.slope) / pair.massI;
    return [factor * pair.velocity[0], factor * pair.velocity[1], factor * pair.velocity[2]];
  },
  timeStepLimit: ({ kinematicViscosity }, h) =>
    kinematicViscosity > 0 ? (0.5 * h * h) / kinematicViscosity : Infinity,
  coefficients: () => [0, 0, 0, 0],
  wgslFunction: "laminarViscosity",
  wgsl: /* wgsl */ `
fn laminarViscosity(pair: Pair, c: vec4f) -> vec2f {
  let etaI = pair.densityI * pair.viscosityI;
  let etaJ = pair.densityJ * pair.viscosityJ;
  let mean = 2.0 * etaI * etaJ / max(etaI + etaJ, 1e-30);
  let volumeI = pair.massI / pair.densityI;
  let volumeJ = pair.massJ / pair.densityJ;
  let volumes = volumeI * volumeI + volumeJ * volumeJ;
  return vec2f(0.0, volumes * mean * pair.slope / pair.massI);
}`,
};
