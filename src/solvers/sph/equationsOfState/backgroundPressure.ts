import { z } from "zod";

/** p_b, which every equation of state adds. */
export const backgroundPressure = z
  .number()
  .default(0)
  .meta({ description: "pressure p_b at the reference density", dimension: "pressure" });
