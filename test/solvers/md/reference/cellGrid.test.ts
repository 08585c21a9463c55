import { describe, expect, it } from "vitest";
import type { Box } from "../../../../src/core/box.ts";
import { RandomSequence, randomStreams } from "../../../../src/core/random.ts";
import { CellGrid } from "../../../../src/solvers/md/reference/cellGrid.ts";
import { makeBox, makeFlatBox } from "../../../support/models.ts";
import { separation } from "./bruteForce.ts";

function randomPositions(box: Box, count: number): Float64Array {
  const random = new RandomSequence(4, randomStreams.placement);
  return Float64Array.from({ length: 3 * count }, (_, k) => {
    const axis = k % 3;
    return box.lower[axis] + (axis < box.dimensions ? random.uniform() * box.lengths[axis] : 0);
  });
}

function gridPairs(box: Box, position: Float64Array, radius: number): string[] {
  const grid = new CellGrid(box, position.length / 3);
  grid.build(position, radius);
  const pairs: string[] = [];
  grid.forEachPair((slotI, slotJ) => {
    const [i, j] = [grid.order[slotI], grid.order[slotJ]];
    pairs.push(`${Math.min(i, j)}-${Math.max(i, j)}`);
  });
  return pairs.sort();
}

function allPairs(box: Box, position: Float64Array, radius: number): string[] {
  const pairs: string[] = [];
  for (let i = 0; i < position.length / 3; i++) {
    for (let j = i + 1; j < position.length / 3; j++) {
      if (Math.hypot(...separation(box, position, i, j)) < radius) pairs.push(`${i}-${j}`);
    }
  }
  return pairs.sort();
}

describe("CellGrid", () => {
  const edges = [2, 2.4, 2.6, 3.1, 3.6, 4.1, 5.2, 7.7];
  it.each(edges)("finds every pair within 1 exactly once in a periodic box of edge %f", (edge) => {
    const box = makeBox([edge, 3.3, 2]);
    const position = randomPositions(box, 120);
    const pairs = gridPairs(box, position, 1);
    expect(pairs.length).toBeGreaterThan(100);
    expect(pairs).toEqual(allPairs(box, position, 1));
  });

  it.each([
    ["open", makeBox(6, "open")],
    ["mixed", makeBox([5, 4, 3], ["periodic", "reflecting", "open"])],
    ["flat periodic", makeFlatBox(5, 7)],
    ["flat reflecting", makeFlatBox(9, 4, "reflecting")],
  ])("finds the same pairs as all-pairs search in a box with %s sides", (_, box) => {
    const position = randomPositions(box, 200);
    const pairs = gridPairs(box, position, 1.1);
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs).toEqual(allPairs(box, position, 1.1));
  });

  it("finds the pairs of particles that left an open box", () => {
    const box = makeBox(6, "open");
    const position = randomPositions(box, 200).map((x, k) => (k % 3 === 0 ? 2 * x - 6 : x));
    expect(gridPairs(box, position, 1.1)).toEqual(allPairs(box, position, 1.1));
  });

  it("finds the pairs of a lattice whose spacing is the cell edge", () => {
    const box = makeBox(4);
    const position = Float64Array.from({ length: 3 * 512 }, (_, k) => {
      const site = Math.floor(k / 3);
      return box.lower[k % 3] + 0.5 * (Math.floor(site / 8 ** (k % 3)) % 8);
    });
    // Three nearest neighbours of each site to the positive side.
    expect(gridPairs(box, position, 0.51)).toHaveLength(3 * 512);
    expect(gridPairs(box, position, 1)).toEqual(allPairs(box, position, 1));
  });

  it("keeps a dilute system in few cells", () => {
    const box = makeBox(1e4);
    const position = randomPositions(box, 50);
    position.set([box.lower[0] + 1e-3, 1, 3, box.lower[0] + 1e4 - 1e-3, 1, 3]);
    const grid = new CellGrid(box, 50);
    grid.build(position, 1);
    expect(grid.memoryBytes).toBeLessThan(1e6);
    expect(gridPairs(box, position, 1)).toEqual(["0-1"]);
  });

  it("orders the particles of a cell by their index", () => {
    const grid = new CellGrid(makeBox(2.1), 30);
    grid.build(new Float64Array(90).fill(2.2), 1);
    expect(Array.from(grid.order)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });
});
