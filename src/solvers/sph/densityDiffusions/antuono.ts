import { z } from "zod";
import { coefficient } from "./coefficient.ts";
import type { DensityDiffusion } from "./densityDiffusion.ts";

/** δ-SPH: diffuses what the renormalised gradients do not account for; right up to the free surface. */
export const antuono: DensityDiffusion = {
  name: "antuono",
  formula: "ψ = [2 (ρ_j − ρ_i) − (⟨∇ρ⟩_i + ⟨∇ρ⟩_j)·r_ji] r_ji / r²",
  citation: "M. Antuono, A. Colagrossi, S. Marrone & D. Molteni, Comput. Phys. Commun. 181, 532 (2010)",
  needsGradient: true,
  parameters: z
    .strictObject({ kind: z.literal("antuono"), coefficient })
    .meta({ description: "δ-SPH (Antuono 2010)" }),
  rate(pair) {
    const { separation, gradientI, gradientJ } = pair;
    const along = separation.reduce((sum, x, axis) => sum + x * (gradientI[axis] + gradientJ[axis]), 0);
    const difference = 2 * (pair.densityI - pair.densityJ) - along;
    return pair.smoothingLength * pair.soundSpeed * pair.volumeJ * difference * pair.slope;
  },
  wgsl: /* wgsl */ `
fn densityDiffusion(pair: DensityPair) -> f32 {
  let along = 0.5 * dot(pair.separation, pair.gradientI + pair.gradientJ);
  let difference = pair.densityI - pair.densityJ - along;
  return pair.volumeJ * pair.slope * difference;
}`,
};
