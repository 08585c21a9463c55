import { z } from "zod";
import { backgroundPressure } from "./backgroundPressure.ts";
import type { EquationOfState } from "./equationOfState.ts";

/** Pressure linear in density; with p_b = ρ0 c² it is the p = c² ρ of the citation. */
export const linear: EquationOfState = {
  name: "linear",
  formula: "p = c² (ρ − ρ0) + p_b",
  citation: "J. P. Morris, P. J. Fox & Y. Zhu, J. Comput. Phys. 136, 214 (1997)",
  parameters: z.strictObject({ backgroundPressure }),

  pressure(density, { referenceDensity, soundSpeed }, p) {
    return soundSpeed ** 2 * (density - referenceDensity) + p.backgroundPressure;
  },

  density(pressure, { referenceDensity, soundSpeed }, p) {
    return Math.max(referenceDensity + (pressure - p.backgroundPressure) / soundSpeed ** 2, 0);
  },

  energy(density, { referenceDensity, soundSpeed }, p) {
    const strain = (density - referenceDensity) / referenceDensity;
    const expansion = strain / (1 + strain);
    return (
      soundSpeed ** 2 * (Math.log1p(strain) - expansion) +
      (p.backgroundPressure / referenceDensity) * expansion
    );
  },

  constants({ referenceDensity, soundSpeed }, p) {
    return [referenceDensity, referenceDensity * soundSpeed ** 2, 1, p.backgroundPressure];
  },

  wgsl: /* wgsl */ `
fn pressureOf(density: f32, e: EquationConstants) -> f32 {
  return e.stiffness * ((density - e.referenceDensity) / e.referenceDensity) + e.backgroundPressure;
}

fn densityOf(pressure: f32, e: EquationConstants) -> f32 {
  let strain = (pressure - e.backgroundPressure) / e.stiffness;
  return max(e.referenceDensity + e.referenceDensity * strain, 0.0);
}
`,
};
