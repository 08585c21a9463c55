import { z } from "zod";
import type { DensityDiffusion } from "./densityDiffusion.ts";

/** The continuity equation as it is. */
export const none: DensityDiffusion = {
  name: "none",
  formula: "0",
  citation: "J. J. Monaghan, J. Comput. Phys. 110, 399 (1994)",
  needsGradient: false,
  parameters: z
    .strictObject({ kind: z.literal("none") })
    .meta({ description: "the continuity equation as it is" }),
  rate: () => 0,
  wgsl: /* wgsl */ `fn densityDiffusion(pair: DensityPair) -> f32 { return 0.0; }`,
};
