import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/**
 * An axis-aligned box. Any bound may be infinite; both z bounds are in two dimensions.
 *
 * @param lower lower corner [length], below `upper` along every axis
 * @param upper upper corner [length]
 */
export function boxShape(lower: Vector3, upper: Vector3): Shape {
  return {
    lower,
    upper,
    signedDistance([x, y, z]) {
      // Along each axis: how far beyond the nearer of the two sides.
      const dx = Math.max(lower[0] - x, x - upper[0]);
      const dy = Math.max(lower[1] - y, y - upper[1]);
      const dz = Math.max(lower[2] - z, z - upper[2]);
      const nearest = Math.max(dx, dy, dz);
      if (nearest <= 0) return nearest;
      return Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2 + Math.max(dz, 0) ** 2);
    },
  };
}
