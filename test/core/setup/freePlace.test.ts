import { describe, expect, it } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import { freePlace } from "../../../src/core/setup/freePlace.ts";
import { lattice } from "../../support/movingSolids.ts";

const spacing = 0.1;
const open: Box = {
  dimensions: 2,
  lower: [0, 0, 0],
  lengths: [2, 2, 1],
  boundaries: ["open", "open", "periodic"],
};
/** 3 × 3 points around their place. */
const body = lattice([-0.15, -0.15], [3, 3], spacing);

/** Least distance of the body's points at a place to others. */
function clearance(place: readonly number[], position: readonly number[]): number {
  let least = Infinity;
  for (let i = 0; i < position.length; i += 3)
    for (let k = 0; k < body.length; k += 3)
      least = Math.min(
        least,
        Math.hypot(position[i] - place[0] - body[k], position[i + 1] - place[1] - body[k + 1]),
      );
  return least;
}

describe("the free place of a body", () => {
  it("is the wanted one where nothing is near", () => {
    expect(freePlace({ box: open, spacing, position: [] }, body, [0.73, 1.2, 0])).toEqual([0.73, 1.2, 0]);
  });

  it("is beside particles, no more than a few spacings further than it has to be", () => {
    const position = lattice([0, 0], [20, 10], spacing);
    const place = freePlace({ box: open, spacing, position }, body, [1.02, 0.6, 0])!;
    expect(clearance(place, position)).toBeGreaterThanOrEqual(spacing);
    expect(place[0]).toBeCloseTo(1.02, 12);
    expect(place[1]).toBeGreaterThan(1);
    expect(place[1]).toBeLessThan(1.5);
  });

  it("keeps the whole body in the box", () => {
    const place = freePlace({ box: open, spacing, position: [] }, body, [0.04, 1.98, 0])!;
    expect(place[0] - 0.1).toBeGreaterThan(0);
    expect(place[1] + 0.1).toBeLessThan(2);
    expect(Math.max(Math.abs(place[0] - 0.04), Math.abs(place[1] - 1.98))).toBeLessThan(0.25);
  });

  it("sees particles across a periodic side", () => {
    const box: Box = { ...open, boundaries: ["periodic", "periodic", "periodic"] };
    const position = [1.97, 1, 0];
    const besideIt = [0.12, 1, 0] as const;
    const [x, y] = freePlace({ box, spacing, position }, body, besideIt)!;
    expect([x, y]).not.toEqual([0.12, 1]);
    expect(freePlace({ box: open, spacing, position }, body, besideIt)).toEqual([...besideIt]);
  });

  it("is nowhere in a full box", () => {
    const position = lattice([0, 0], [20, 20], spacing);
    expect(freePlace({ box: open, spacing, position }, body, [1, 1, 0])).toBeUndefined();
  });

  it("is found in three dimensions too", () => {
    const box: Box = { ...open, dimensions: 3, lengths: [1, 1, 1], boundaries: ["open", "open", "open"] };
    const cube = lattice([-0.1, -0.1, -0.1], [2, 2, 2], spacing);
    const position = lattice([0, 0, 0], [10, 10, 5], spacing);
    const place = freePlace({ box, spacing, position }, cube, [0.5, 0.5, 0.2])!;
    expect(place[2]).toBeGreaterThan(0.6);
    expect(place[2]).toBeLessThan(0.9);
  });
});
