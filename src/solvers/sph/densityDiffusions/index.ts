import { z } from "zod";
import { antuono } from "./antuono.ts";
import type { DensityDiffusion } from "./densityDiffusion.ts";
import { fourtakas } from "./fourtakas.ts";
import { molteniColagrossi } from "./molteniColagrossi.ts";
import { none } from "./none.ts";

/** Every density diffusion. One line here, and schema, GPU pass, reference and tests pick it up. */
export const densityDiffusions: readonly DensityDiffusion[] = [none, molteniColagrossi, fourtakas, antuono];

export const densityDiffusionParameters = z.discriminatedUnion(
  "kind",
  densityDiffusions.map(({ parameters }) => parameters) as [
    DensityDiffusion["parameters"],
    ...DensityDiffusion["parameters"][],
  ],
);

/** The diffusion of a scenario's entry and its δ; 0 for none. */
export function densityDiffusionOf(parameters: { readonly kind: string }): {
  readonly diffusion: DensityDiffusion;
  readonly coefficient: number;
} {
  const diffusion = densityDiffusions.find(({ name }) => name === parameters.kind);
  if (!diffusion) throw new RangeError(`there is no density diffusion ${parameters.kind}`);
  const { coefficient = 0 } = parameters as { readonly coefficient?: number };
  return { diffusion, coefficient };
}
