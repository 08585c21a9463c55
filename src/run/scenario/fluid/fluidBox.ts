import type { Box } from "../../../core/box.ts";
import { alongAxes } from "../resolveBox.ts";
import type { FluidSetup } from "./fluidSetupSchema.ts";

/** The domain of a fluid set-up. */
export function fluidBox({ box, dimensions }: Pick<FluidSetup, "box" | "dimensions">): Box {
  const flat = dimensions === 2;
  const lower = alongAxes(box.lower ?? [0, 0, 0], 0);
  const lengths = alongAxes(box.lengths, 1);
  const boundaries = alongAxes(box.boundaries ?? (["open", "open", "open"] as const), "open");
  return {
    dimensions,
    lower: [lower[0], lower[1], flat ? 0 : lower[2]],
    lengths: [lengths[0], lengths[1], flat ? 1 : lengths[2]],
    boundaries: [boundaries[0], boundaries[1], flat ? "periodic" : boundaries[2]],
  };
}
