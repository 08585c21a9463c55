import type { Vector3 } from "../../core/vector.ts";
import type { Region } from "../../render/visibleRegion.ts";

/** The smallest region that holds two others of the same space. */
export function joinedRegion(a: Region, b: Region): Region {
  const lower = a.lower.map((corner, axis) => Math.min(corner, b.lower[axis]));
  const lengths = lower.map((corner, axis) => {
    const ends = [a, b].map((region) => region.lower[axis] + region.lengths[axis]);
    return Math.max(...ends) - corner;
  });
  return {
    dimensions: a.dimensions,
    lower: lower as unknown as Vector3,
    lengths: lengths as unknown as Vector3,
  };
}

/** The region between two corners with a number for each axis of a space; the others are those of `full`. */
export function regionBetween(corners: readonly (readonly number[])[], full: Region): Region {
  const [lower, upper] = corners;
  const axes = [0, 1, 2];
  return {
    dimensions: full.dimensions,
    lower: axes.map((axis) => lower[axis] ?? full.lower[axis]) as unknown as Vector3,
    lengths: axes.map((axis) =>
      axis < upper.length ? upper[axis] - lower[axis] : full.lengths[axis],
    ) as unknown as Vector3,
  };
}
