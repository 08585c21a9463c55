import type { Box } from "../../../core/box.ts";
import type { Vector3 } from "../../../core/vector.ts";

/**
 * Half the edge along periodic axes, ∞ along others [length]: a difference of wrapped coordinates beyond it has a
 * nearer image one edge away. Inner loops compare with it, as rounding a quotient costs them several times more.
 */
export function imageThresholds(box: Box): Vector3 {
  const threshold = (axis: number) =>
    box.boundaries[axis] === "periodic" ? box.lengths[axis] / 2 : Infinity;
  return [threshold(0), threshold(1), threshold(2)];
}
