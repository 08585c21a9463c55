import { z } from "zod";
import type { Dimension } from "../../../core/units.ts";

/** A number > 0 with its line of documentation and its dimension. */
export function positive(description: string, dimension: Dimension) {
  return z.number().positive().meta({ description, dimension });
}

/** A number ≥ 0 with its line of documentation and its dimension. */
export function nonnegative(description: string, dimension: Dimension) {
  return z.number().nonnegative().meta({ description, dimension });
}

/** Any finite number with its line of documentation and its dimension. */
export function finite(description: string, dimension: Dimension) {
  return z.number().meta({ description, dimension });
}
