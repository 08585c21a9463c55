import { describe, expect, test } from "vitest";
import { positionCode } from "../../src/core/fixedPoint.ts";
import { type CellLayout, layOutCells } from "../../src/gpu/cellLayout.ts";
import { makeBox, makeFlatBox } from "../support/models.ts";

const many = 1e6;

/** The cell along an axis of a position in fixed-point units, as CellLayout documents it. */
function cellAt({ lower, upper, shift, factor }: CellLayout, axis: number, units: number): number {
  const inside = Math.min(Math.max(units, lower[axis]), upper[axis]) - lower[axis];
  return Math.floor((Math.floor(inside / 2 ** shift[axis]) * factor[axis]) / 65536);
}

test("cells share out the edges of a periodic box", () => {
  const box = makeBox([9, 11, 7.5]);
  const cells = layOutCells(box, { across: 1, along: 0.5 }, many);
  expect(cells.counts).toEqual([18, 11, 7]);
  cells.counts.forEach((count, axis) =>
    expect(count * cells.widths[axis]).toBeCloseTo(box.lengths[axis], 12),
  );
  expect(cells.factor).toEqual([18, 11, 7]);
});

test("a flat box has one cell across", () => {
  expect(layOutCells(makeFlatBox(20, 14), { across: 1, along: 0.5 }, many).counts).toEqual([40, 14, 1]);
});

test("a flat box is known as finely as its two edges are", () => {
  const thin = { ...makeFlatBox(1e-3, 2e-3), lengths: [1e-3, 2e-3, 1] as const };
  expect(layOutCells(thin, { across: 1e-4, along: 1e-4 }, many).margin).toBeCloseTo(4 * 2 ** -16 * 2e-3, 12);
});

test("there are no more than about four cells a particle", () => {
  const { counts } = layOutCells(makeBox(5000), { across: 1, along: 1 }, 300);
  expect(counts.reduce((product, count) => product * count, 1)).toBeLessThanOrEqual(4 * 300);
});

describe.each([
  [
    [0, 0, 0],
    [3.2, 1, 1],
  ],
  [
    [-0.3, 0.11, 0.7],
    [3.4, 0.14, 1.9],
  ],
  [
    [-100, -100, -100],
    [100, 100, 100],
  ],
  [
    [1, 1, 1],
    [1, 1, 1],
  ],
])("cells of the region from %j to %j of an open box", (lower, upper) => {
  const box = { ...makeBox([4, 1.8, 2.4], "open"), lower: [-0.4, -0.4, -0.4] as const };
  const cells = layOutCells(box, { across: 0.054, along: 0.0135 }, many, { lower, upper });
  const { origin, span } = positionCode(box);
  const unitsOf = (coordinate: number, axis: number) => ((coordinate - origin[axis]) / span[axis]) * 2 ** 32;

  test("are about as wide as asked for, and no fewer than reach across it", () => {
    cells.counts.forEach((count, axis) => {
      const asked = axis === 0 ? 0.0135 : 0.054;
      const edge = Math.max(
        Math.min(upper[axis], box.lower[axis] + 1.5 * box.lengths[axis]) -
          Math.max(lower[axis], box.lower[axis] - 0.5 * box.lengths[axis]),
        0,
      );
      expect(count * cells.widths[axis]).toBeGreaterThan(edge * (1 - 1e-4));
      if (edge > asked) {
        expect(cells.widths[axis]).toBeGreaterThan(0.99 * asked);
        expect(cells.widths[axis]).toBeLessThan(asked * (1 + asked / (edge - asked)) + 1e-9);
      }
    });
  });

  test("have their numbers from 0 to the last, who is beyond among them", () => {
    cells.counts.forEach((count, axis) => {
      expect(cellAt(cells, axis, 2 ** 30)).toBe(0);
      expect(cellAt(cells, axis, cells.lower[axis])).toBe(0);
      expect(cellAt(cells, axis, cells.upper[axis])).toBe(count - 1);
      expect(cellAt(cells, axis, 3 * 2 ** 30 - 1)).toBe(count - 1);
      // What the product of place and factor has room for.
      expect((2 ** 16 - 1) * cells.factor[axis]).toBeLessThan(2 ** 32);
    });
  });

  test("lie where their widths say, within the margin", () => {
    for (const axis of [0, 1, 2]) {
      for (const share of [0.1, 0.37, 0.5, 0.93]) {
        const coordinate = lower[axis] + share * (upper[axis] - lower[axis]);
        const units = Math.floor(unitsOf(coordinate, axis));
        if (units < cells.lower[axis] || units > cells.upper[axis]) continue;
        const along = ((units - cells.lower[axis]) / 2 ** 32) * span[axis];
        const cell = cellAt(cells, axis, units);
        expect(along).toBeGreaterThan(cell * cells.widths[axis] - cells.margin);
        expect(along).toBeLessThan((cell + 1) * cells.widths[axis] + cells.margin);
      }
    }
  });
});
