import { describe, expect, it } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import { PointGrid } from "../../../src/core/setup/pointGrid.ts";

const boxes: Record<string, Box> = {
  "periodic box": {
    dimensions: 3,
    lower: [-2, 1, 0],
    lengths: [7, 5, 9],
    boundaries: ["periodic", "periodic", "periodic"],
  },
  "box of one and two cells an axis": {
    dimensions: 3,
    lower: [0, 0, 0],
    lengths: [1.2, 2.3, 6],
    boundaries: ["periodic", "periodic", "periodic"],
  },
  "open box with points outside": {
    dimensions: 3,
    lower: [0, 0, 0],
    lengths: [5, 5, 5],
    boundaries: ["open", "open", "reflecting"],
  },
  "two-dimensional box": {
    dimensions: 2,
    lower: [0, 0, 0],
    lengths: [6, 8, 1],
    boundaries: ["periodic", "open", "periodic"],
  },
};

function randomPoints({ dimensions, lower, lengths, boundaries }: Box, count: number): Float64Array {
  const random = new RandomSequence(7, randomStreams.placement);
  return Float64Array.from({ length: 3 * count }, (_, k) => {
    const axis = k % 3;
    if (axis >= dimensions) return lower[axis];
    const beyond = boundaries[axis] === "open" ? lengths[axis] / 2 : 0;
    return lower[axis] - beyond + random.uniform() * (lengths[axis] + 2 * beyond);
  });
}

describe.each(Object.entries(boxes))("a grid in a %s", (_, box) => {
  const reach = 0.99;
  const count = 300;
  const position = randomPoints(box, count);
  const grid = new PointGrid(box, position, reach);
  for (let point = 0; point < count; point++) grid.insert(point);

  it("visits every point within reach, and none twice", () => {
    for (let point = 0; point < count; point++) {
      const visited: number[] = [];
      grid.someAround(point, (other) => {
        visited.push(other);
        return false;
      });
      expect(new Set(visited).size).toBe(visited.length);
      const missed = Array.from({ length: count }, (_, other) => other).filter(
        (other) => grid.distanceSquared(point, other) <= reach ** 2 && !visited.includes(other),
      );
      expect(missed).toEqual([]);
    }
  });

  it("stops at the first point that is accepted", () => {
    let visits = 0;
    expect(grid.someAround(0, () => ++visits === 1)).toBe(true);
    expect(visits).toBe(1);
  });
});
