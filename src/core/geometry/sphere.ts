import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/**
 * A sphere; in two dimensions a circle.
 *
 * @param center [length]
 * @param radius [length], above 0
 */
export function sphereShape(center: Vector3, radius: number, dimensions: 2 | 3 = 3): Shape {
  const [cx, cy, cz] = center;
  const flat = dimensions === 2;
  return {
    lower: [cx - radius, cy - radius, flat ? -Infinity : cz - radius],
    upper: [cx + radius, cy + radius, flat ? Infinity : cz + radius],
    signedDistance([x, y, z]) {
      const dz = flat ? 0 : z - cz;
      return Math.sqrt((x - cx) ** 2 + (y - cy) ** 2 + dz * dz) - radius;
    },
  };
}
