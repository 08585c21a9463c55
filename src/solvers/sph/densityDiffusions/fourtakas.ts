import { z } from "zod";
import { coefficient } from "./coefficient.ts";
import type { DensityDiffusion } from "./densityDiffusion.ts";

/** Diffuses what is left of the density once the hydrostatic part, linearised, is taken off: no extra loop. */
export const fourtakas: DensityDiffusion = {
  name: "fourtakas",
  formula: "ψ = 2 (ρ_j − ρ_i − ρ0 g·r_ji/c²) r_ji / r²",
  citation: "G. Fourtakas, J. M. Domínguez, R. Vacondio & B. D. Rogers, Comput. Fluids 190, 346 (2019)",
  needsGradient: false,
  parameters: z
    .strictObject({ kind: z.literal("fourtakas"), coefficient })
    .meta({ description: "density diffusion without the hydrostatic part (Fourtakas 2019)" }),
  rate(pair) {
    const { separation, bodyForce, soundSpeed, referenceDensity } = pair;
    const along = separation.reduce((sum, x, axis) => sum + x * bodyForce[axis], 0);
    const hydrostatic = (referenceDensity * along) / soundSpeed ** 2;
    const difference = pair.densityI - pair.densityJ - hydrostatic;
    return pair.smoothingLength * soundSpeed * pair.volumeJ * 2 * difference * pair.slope;
  },
  wgsl: /* wgsl */ `
fn densityDiffusion(pair: DensityPair) -> f32 {
  let densityPerPotential = pair.referenceDensity / (pair.soundSpeed * pair.soundSpeed);
  let hydrostatic = alongBodyForce(pair.separation, densityPerPotential * pair.bodyForce);
  let difference = pair.densityI - pair.densityJ - hydrostatic;
  return pair.volumeJ * pair.slope * difference;
}`,
};
