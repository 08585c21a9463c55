import { z } from "zod";
import { coefficient } from "./coefficient.ts";
import type { DensityDiffusion } from "./densityDiffusion.ts";

/** Diffuses the density itself; lifts fluid at a free surface under gravity. */
export const molteniColagrossi: DensityDiffusion = {
  name: "molteni-colagrossi",
  formula: "ψ = 2 (ρ_j − ρ_i) r_ji / r²",
  citation: "D. Molteni & A. Colagrossi, Comput. Phys. Commun. 180, 861 (2009)",
  needsGradient: false,
  parameters: z
    .strictObject({ kind: z.literal("molteni-colagrossi"), coefficient })
    .meta({ description: "density diffusion of Molteni & Colagrossi 2009" }),
  rate: ({ slope, densityI, densityJ, volumeJ, soundSpeed, smoothingLength }) =>
    smoothingLength * soundSpeed * volumeJ * 2 * (densityI - densityJ) * slope,
  wgsl: /* wgsl */ `
fn densityDiffusion(pair: DensityPair) -> f32 {
  return pair.volumeJ * pair.slope * (pair.densityI - pair.densityJ);
}`,
};
