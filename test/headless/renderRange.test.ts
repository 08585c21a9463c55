import { describe, expect, it } from "vitest";
import { GrowingRange } from "../../src/headless/render/growingRange.ts";

function rangeOf(map: "viridis" | "red-blue", ...measured: (readonly [number, number] | undefined)[]) {
  const range = new GrowingRange(map);
  measured.forEach((ends) => range.include(ends));
  return range.range;
}

describe("a growing range", () => {
  it("ends on round numbers around what was measured", () => {
    expect(rangeOf("viridis", [-0.312, 0.87])).toEqual([-0.4, 0.9]);
    expect(rangeOf("viridis", [997.3, 1004.6])).toEqual([997, 1005]);
    expect(rangeOf("viridis", [0, 0.3])).toEqual([0, 0.3]);
  });

  it("begins at 0 where amounts come near it", () => {
    expect(rangeOf("viridis", [0.01, 2.93])).toEqual([0, 3]);
  });

  it("grows, never shrinks, and stays as it is for what it holds", () => {
    expect(rangeOf("viridis", [0, 1], [0, 0.2])).toEqual([0, 1]);
    expect(rangeOf("viridis", [0, 1], [-2, 0.5])).toEqual([-2, 1]);
    expect(rangeOf("viridis", [0, 1.91], [0, 1.99])).toEqual(rangeOf("viridis", [0, 1.91]));
  });

  it("has its middle at 0 for red-blue where amounts lie on both sides", () => {
    expect(rangeOf("red-blue", [-0.5, 2])).toEqual([-2, 2]);
    expect(rangeOf("red-blue", [1, 2])).toEqual([1, 2]);
  });

  it("is of some width where all amounts are equal, and passes over states without any", () => {
    expect(rangeOf("viridis", [0, 0])).toEqual([0, 1]);
    expect(rangeOf("viridis", [-5, -5])).toEqual([-5, 0]);
    expect(rangeOf("viridis", undefined)).toEqual([0, 1]);
    expect(rangeOf("viridis", [0, 0], undefined, [0, 4])).toEqual([0, 4]);
  });
});
