import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/** The shape moved by `offset` [length]. */
export function translated(shape: Shape, offset: Vector3): Shape {
  const moved: [number, number, number] = [0, 0, 0];
  const add = (corner: Vector3): Vector3 => [
    corner[0] + offset[0],
    corner[1] + offset[1],
    corner[2] + offset[2],
  ];
  return {
    lower: add(shape.lower),
    upper: add(shape.upper),
    signedDistance(point) {
      for (let axis = 0; axis < 3; axis++) moved[axis] = point[axis] - offset[axis];
      return shape.signedDistance(moved);
    },
  };
}

/**
 * The shape turned about an axis through the origin; its bounds are those of its turned bounds.
 *
 * @param axis of any length but 0; [0, 0, 1] in two dimensions
 * @param angle [radian], anticlockwise where the axis points to the viewer
 */
export function rotated(shape: Shape, axis: Vector3, angle: number): Shape {
  const matrix = rotationMatrix(axis, angle);
  const turned: [number, number, number] = [0, 0, 0];
  return {
    lower: turnedBound(shape, matrix, Math.min),
    upper: turnedBound(shape, matrix, Math.max),
    signedDistance([x, y, z]) {
      // Back into the shape's own frame: the transpose is the inverse.
      for (let k = 0; k < 3; k++) turned[k] = matrix[0][k] * x + matrix[1][k] * y + matrix[2][k] * z;
      return shape.signedDistance(turned);
    },
  };
}

/** Rodrigues' formula: R = cos θ 1 + sin θ [u]× + (1 − cos θ) u uᵀ. */
function rotationMatrix(axis: Vector3, angle: number): readonly Vector3[] {
  const length = Math.hypot(...axis);
  const [x, y, z] = axis.map((component) => component / length);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - c;
  return [
    [c + t * x * x, t * x * y - s * z, t * x * z + s * y],
    [t * x * y + s * z, c + t * y * y, t * y * z - s * x],
    [t * x * z - s * y, t * y * z + s * x, c + t * z * z],
  ];
}

function turnedBound(
  { lower, upper }: Shape,
  matrix: readonly Vector3[],
  extreme: (a: number, b: number) => number,
): Vector3 {
  // An endless axis that does not turn into another says nothing about that: 0 · ∞ counts as 0.
  const product = (factor: number, bound: number) => (factor === 0 ? 0 : factor * bound);
  const along = (row: Vector3) =>
    row.reduce((sum, factor, k) => sum + extreme(product(factor, lower[k]), product(factor, upper[k])), 0);
  return [along(matrix[0]), along(matrix[1]), along(matrix[2])];
}
