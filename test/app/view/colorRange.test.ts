import { describe, expect, it } from "vitest";
import { eased } from "../../../src/app/view/colorRange.ts";

describe("ends of colours", () => {
  it("are those of the particles at the first look", () => {
    expect(eased([0, 1], [2, 5])).toEqual([2, 5]);
  });

  it("grow at once", () => {
    expect(eased([2, 5], [1, 9])).toEqual([1, 9]);
  });

  it("shrink by a share of what is too much", () => {
    const [from, to] = eased([0, 10], [1, 8]);
    expect(from).toBeCloseTo(0.15);
    expect(to).toBeCloseTo(9.7);
  });

  it("stay apart where all particles have one amount", () => {
    const [from, to] = eased([0, 1], [3, 3]);
    expect(to).toBeGreaterThan(from);
  });
});
