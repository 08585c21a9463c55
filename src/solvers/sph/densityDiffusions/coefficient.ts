import { z } from "zod";

/** δ, the strength of a density diffusion. */
export const coefficient = z
  .number()
  .positive()
  .max(1)
  .default(0.1)
  .meta({ description: "δ", dimension: "1" });
