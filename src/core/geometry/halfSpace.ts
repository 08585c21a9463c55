import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/**
 * All that lies behind a plane (in two dimensions, a line).
 *
 * @param point a point of the plane [length]
 * @param normal outward, of any length but 0; its z is 0 in two dimensions
 */
export function halfSpaceShape(point: Vector3, normal: Vector3): Shape {
  const length = Math.hypot(...normal);
  const [nx, ny, nz] = normal.map((component) => component / length);
  const [px, py, pz] = point;
  // Only a plane across an axis bounds anything along it.
  const bounded = (axis: number, sign: -1 | 1) =>
    normal.every((component, other) => (other === axis ? sign * component > 0 : component === 0));
  const lower = (axis: number) => (bounded(axis, -1) ? point[axis] : -Infinity);
  const upper = (axis: number) => (bounded(axis, 1) ? point[axis] : Infinity);
  return {
    lower: [lower(0), lower(1), lower(2)],
    upper: [upper(0), upper(1), upper(2)],
    signedDistance: ([x, y, z]) => (x - px) * nx + (y - py) * ny + (z - pz) * nz,
  };
}
