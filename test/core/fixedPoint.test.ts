import { describe, expect, test } from "vitest";
import type { Boundary } from "../../src/core/box.ts";
import { decodeCoordinate, encodeCoordinate, positionCode } from "../../src/core/fixedPoint.ts";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import { makeBox } from "../support/models.ts";

const box = makeBox([7.3, 1200, 0.02], ["periodic", "reflecting", "open"]);
const code = positionCode(box);
const axes = [0, 1, 2] as const;

const isWord = (u: number) => Number.isInteger(u) && u >= 0 && u < 2 ** 32;

test("a span is one edge along periodic axes, two along reflecting and four along open ones", () => {
  expect(code.span.map((span, axis) => span / box.lengths[axis])).toEqual([1, 2, 4]);
});

test.each(axes)("coordinates come back within half a unit along axis %i", (axis) => {
  const random = new RandomSequence(1, randomStreams.placement);
  const unit = code.span[axis] / 2 ** 32;
  let worst = 0;
  for (let n = 0; n < 10_000; n++) {
    const coordinate = box.lower[axis] + random.uniform() * box.lengths[axis];
    const [u, carry] = encodeCoordinate(coordinate, axis, code);
    expect(isWord(u)).toBe(true);
    const decoded = decodeCoordinate(u, axis, code) + carry * box.lengths[axis];
    worst = Math.max(worst, Math.abs(decoded - coordinate));
  }
  // The half unit of the code, and what float64 rounds away of a coordinate.
  expect(worst).toBeLessThanOrEqual(
    0.5 * unit + 4 * 2 ** -52 * (Math.abs(box.lower[axis]) + code.span[axis]),
  );
  expect(worst).toBeGreaterThan(0.4 * unit);
});

test("rounding up to the far side of a periodic axis gives the near side and one edge crossed", () => {
  const upper = box.lower[0] + box.lengths[0];
  expect(encodeCoordinate(upper - 0.1 * (box.lengths[0] / 2 ** 32), 0, code)).toEqual([0, 1]);
  expect(encodeCoordinate(upper - 1.1 * (box.lengths[0] / 2 ** 32), 0, code)).toEqual([2 ** 32 - 1, 0]);
});

test.each([-3, -1, 1, 4])("a coordinate %i edges away is wrapped and its edges counted", (edges) => {
  const inside = box.lower[0] + 0.3 * box.lengths[0];
  const [u, carry] = encodeCoordinate(inside + edges * box.lengths[0], 0, code);
  expect(carry).toBe(edges);
  expect(decodeCoordinate(u, 0, code)).toBeCloseTo(inside, 8);
});

describe.each<[Boundary, number, number]>([
  ["reflecting", 0.25, 0.75],
  ["open", 0.375, 0.625],
])("a box with %s sides", (boundary, lowest, highest) => {
  const walled = makeBox(10, boundary);
  const walledCode = positionCode(walled);
  const fractionAt = (edges: number) =>
    encodeCoordinate(walled.lower[0] + edges * 10, 0, walledCode)[0] / 2 ** 32;

  test("lies in the middle half of its span", () => {
    expect(fractionAt(0)).toBe(lowest);
    expect(fractionAt(1)).toBe(highest);
  });

  test("has the nearest image of a difference in the box by plain integer subtraction", () => {
    const [low] = encodeCoordinate(walled.lower[0] + 0.01, 0, walledCode);
    const [high] = encodeCoordinate(walled.lower[0] + 9.99, 0, walledCode);
    const length = ((high - low) | 0) * (walledCode.span[0] / 2 ** 32);
    expect(length).toBeCloseTo(9.98, 7);
  });
});

test("the middle half of an open axis reaches half an edge beyond each side", () => {
  const open = positionCode(makeBox(10, "open"));
  expect(decodeCoordinate(0x40000000, 0, open)).toBe(-1.25 - 5);
  expect(decodeCoordinate(0xc0000000, 0, open)).toBe(-1.25 + 15);
});
