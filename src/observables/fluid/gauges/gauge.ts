import { z } from "zod";
import type { Box } from "../../../core/box.ts";
import type { FluidFrame } from "../../../core/fluidFrame.ts";
import type { Dimension } from "../../../core/units.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { FluidContext } from "../fluidContext.ts";
import type { FluidNeighbourhood } from "../neighbourhood.ts";

/** Something wrong with the parameters of a gauge that its schema lets through. */
export interface GaugeProblem {
  /** The parameter. */
  readonly key: string;
  readonly message: string;
}

/** A way to measure a fluid at a place: one file each, holding parameters, columns and the measurement. */
export interface Gauge<Parameters = Readonly<Record<string, unknown>>> {
  /** The word in a scenario, e.g. `point`. */
  readonly name: string;
  readonly description: string;
  /** Strict zod object; each field has `.meta({ description, dimension })` (see core/units.ts). */
  readonly parameters: z.ZodObject;
  /** What it measures, in the order of `measure`, and the dimension of each. */
  columns(parameters: Parameters, context: FluidContext): Readonly<Record<string, Dimension>>;
  /** Columns of which the whole run's extreme is a result. */
  extremes(parameters: Parameters): Readonly<Record<string, "maximum" | "minimum">>;
  /** Contradictions, and lists that do not have one entry for each of the dimensions. */
  problems(parameters: Parameters, dimensions: 2 | 3): readonly GaugeProblem[];
  /** One number for each column; NaN where there is no fluid to measure. */
  measure(
    frame: FluidFrame,
    context: FluidContext,
    neighbourhood: FluidNeighbourhood,
    parameters: Parameters,
  ): number[];
}

/** A point, or a direction: three numbers, two in two dimensions. */
export const perAxis = z.array(z.number()).min(2).max(3);

/** Problems of those lists that do not have an entry per axis. */
export function axisProblems(lists: Record<string, readonly number[]>, dimensions: 2 | 3): GaugeProblem[] {
  return Object.entries(lists)
    .filter(([, list]) => list.length !== dimensions)
    .map(([key, list]) => ({
      key,
      message: `needs ${dimensions} entries, one for each of setup.dimensions, got ${list.length}`,
    }));
}

/** A point of a scenario; in two dimensions in the plane of the box [length]. */
export function pointIn(box: Box, [x, y, z]: readonly number[]): Vector3 {
  return [x, y, box.dimensions === 3 ? z : box.lower[2]];
}
