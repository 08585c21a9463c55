import type { Box } from "../core/box.ts";

/**
 * Lower and upper bound along each axis, as LAMMPS keeps a box: the upper one is rounded to float64.
 * LAMMPS wants a two-dimensional box to reach from below the plane of the atoms to above it.
 */
export function lammpsBounds(box: Box): [number, number][] {
  return [0, 1, 2].map((axis) => {
    const lower = box.lower[axis];
    if (box.dimensions === 2 && axis === 2) return [lower - 0.5, lower + 0.5];
    return [lower, lower + box.lengths[axis]];
  });
}
