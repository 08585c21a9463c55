import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/**
 * What lies in any of the shapes. Outside, the distance is that to the nearest of them; inside, where they overlap,
 * it may be less than the true one.
 */
export function union(shapes: readonly Shape[]): Shape {
  return {
    lower: bound(shapes, "lower", Math.min),
    upper: bound(shapes, "upper", Math.max),
    signedDistance(point) {
      let nearest = Infinity;
      for (const shape of shapes) nearest = Math.min(nearest, shape.signedDistance(point));
      return nearest;
    },
  };
}

/** What lies in all of the shapes. Outside, beyond an edge where two of them meet, the distance may be less than the true one. */
export function intersection(shapes: readonly Shape[]): Shape {
  return {
    lower: bound(shapes, "lower", Math.max),
    upper: bound(shapes, "upper", Math.min),
    signedDistance(point) {
      let nearest = -Infinity;
      for (const shape of shapes) nearest = Math.max(nearest, shape.signedDistance(point));
      return nearest;
    },
  };
}

/** What lies in the one shape but not in the other; distances as for an intersection. */
export function difference(shape: Shape, removed: Shape): Shape {
  return {
    lower: shape.lower,
    upper: shape.upper,
    signedDistance: (point) => Math.max(shape.signedDistance(point), -removed.signedDistance(point)),
  };
}

function bound(
  shapes: readonly Shape[],
  corner: "lower" | "upper",
  extreme: (...values: number[]) => number,
): Vector3 {
  const along = (axis: number) => extreme(...shapes.map((shape) => shape[corner][axis]));
  return [along(0), along(1), along(2)];
}
