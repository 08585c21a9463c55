import type { Vector3 } from "../../core/vector.ts";

/** A scalar field on the points of a regular grid with cubic cells. */
export interface ScalarGrid {
  /** Place of the first point [length]. */
  readonly origin: Vector3;
  /** Distance of neighbouring points along every axis [length]. */
  readonly spacing: number;
  /** Points along x, y and z. */
  readonly counts: Vector3;
  /** One value for each point, x fastest: point (i, j, k) is at `i + counts[0] · (j + counts[1] · k)`. */
  readonly values: Float64Array;
}

/** Throws RangeError where counts, spacing, origin and values do not make a grid, or a value is not finite. */
export function checkScalarGrid({ origin, spacing, counts, values }: ScalarGrid): void {
  if (!(spacing > 0) || !Number.isFinite(spacing))
    throw new RangeError(`grid: spacing must be a finite number above 0, got ${spacing}`);
  if (!origin.every(Number.isFinite))
    throw new RangeError(`grid: origin must be finite, got (${origin.join(", ")})`);
  const size = counts[0] * counts[1] * counts[2];
  if (!counts.every((count) => Number.isInteger(count) && count >= 0) || size !== values.length)
    throw new RangeError(`grid: counts (${counts.join(", ")}) do not hold ${values.length} values`);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return;
  const point = [odd % counts[0], Math.floor(odd / counts[0]) % counts[1]];
  const layer = Math.floor(odd / (counts[0] * counts[1]));
  throw new RangeError(
    `grid: value at point (${point.join(", ")}, ${layer}) must be finite, got ${values[odd]}`,
  );
}
