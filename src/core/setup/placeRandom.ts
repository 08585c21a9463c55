import type { Box } from "../box.ts";
import type { Vector3 } from "../vector.ts";
import { PointGrid } from "./pointGrid.ts";

/** Where particles are put: [lower, upper) along each axis [length]. */
export interface Region {
  readonly lower: Vector3;
  readonly upper: Vector3;
}

/** Trials for one particle before the region counts as full. */
const maximumTrials = 20_000;

/**
 * Random sequential insertion: uniform in the region, at least `minimumDistance` [length] from each other and from
 * the `existing` positions, across periodic sides too. O(N) by cells.
 *
 * @param existing (M, 3) row-major [length]
 * @param uniform random numbers in [0, 1)
 * @returns (n, 3) row-major [length], where n < count means that no further particle fits
 */
export function placeRandom(
  box: Box,
  region: Region,
  count: number,
  minimumDistance: number,
  existing: Float64Array,
  uniform: () => number,
): Float64Array {
  const first = existing.length / 3;
  const position = new Float64Array(existing.length + 3 * count);
  position.set(existing);
  const grid = new PointGrid(box, position, minimumDistance);
  for (let i = 0; i < first; i++) grid.insert(i);

  const tooClose = minimumDistance ** 2;
  const fits = (point: number) =>
    minimumDistance === 0 ||
    !grid.someAround(point, (other) => grid.distanceSquared(point, other) < tooClose);
  const draw = (point: number) => {
    for (let axis = 0; axis < box.dimensions; axis++) {
      const width = region.upper[axis] - region.lower[axis];
      position[3 * point + axis] = region.lower[axis] + uniform() * width;
    }
    if (box.dimensions === 2) position[3 * point + 2] = box.lower[2];
  };
  const place = (point: number) => {
    for (let trial = 0; trial < maximumTrials; trial++) {
      draw(point);
      if (!fits(point)) continue;
      grid.insert(point);
      return true;
    }
    return false;
  };

  let placed = 0;
  while (placed < count && place(first + placed)) placed++;
  return position.slice(3 * first, 3 * (first + placed));
}
