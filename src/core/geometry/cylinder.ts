import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/**
 * A circular cylinder with flat ends, in three dimensions.
 *
 * @param from centre of one end [length]
 * @param to centre of the other [length], not that of the first
 * @param radius [length], above 0
 */
export function cylinderShape(from: Vector3, to: Vector3, radius: number): Shape {
  const [fx, fy, fz] = from;
  const length = Math.hypot(to[0] - fx, to[1] - fy, to[2] - fz);
  const axis = to.map((end, k) => (end - from[k]) / length);
  const [ax, ay, az] = axis;
  // Half the extent of an end's disc along each coordinate axis.
  const extent = axis.map((cosine) => radius * Math.sqrt(Math.max(1 - cosine * cosine, 0)));
  const bound = (sign: -1 | 1) => (k: number) =>
    sign * Math.max(sign * from[k], sign * to[k]) + sign * extent[k];
  return {
    lower: perAxis(bound(-1)),
    upper: perAxis(bound(1)),
    signedDistance([x, y, z]) {
      const [dx, dy, dz] = [x - fx, y - fy, z - fz];
      const along = dx * ax + dy * ay + dz * az;
      // From the cross product: no cancellation near the axis.
      const across = Math.sqrt(
        (dy * az - dz * ay) ** 2 + (dz * ax - dx * az) ** 2 + (dx * ay - dy * ax) ** 2,
      );
      const beyondEnd = Math.max(-along, along - length);
      const beyondSide = across - radius;
      const nearest = Math.max(beyondEnd, beyondSide);
      return nearest <= 0 ? nearest : Math.sqrt(Math.max(beyondEnd, 0) ** 2 + Math.max(beyondSide, 0) ** 2);
    },
  };
}

function perAxis(value: (axis: number) => number): Vector3 {
  return [value(0), value(1), value(2)];
}
