import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import {
  blockError,
  decorrelated,
  mean,
  slope,
  standardDeviation,
  standardError,
  statisticalInefficiency,
} from "../../validation/statistics.ts";

/** x ← a x + √(1 − a²) g: unit variance, autocorrelation aᵗ. */
function autoregressive(a: number, length: number): number[] {
  const random = new RandomSequence(7, randomStreams.placement);
  let x = random.gaussian();
  return Array.from({ length }, () => (x = a * x + Math.sqrt(1 - a * a) * random.gaussian()));
}

describe("moments", () => {
  it("of 1, 2, 3, 4 are the textbook's", () => {
    expect(mean([1, 2, 3, 4])).toBe(2.5);
    expect(standardDeviation([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(1.25), 12);
    expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  });
});

describe("slope", () => {
  it("of a line is its slope", () => {
    expect(slope([0, 1, 2, 5], [3, 1, -1, -7])).toBeCloseTo(-2, 12);
  });
});

describe("a correlated series", () => {
  const series = autoregressive(0.8, 4000);

  it("has the statistical inefficiency (1 + a)/(1 − a) = 9", () => {
    expect(statisticalInefficiency(series)).toBeGreaterThan(7);
    expect(statisticalInefficiency(series)).toBeLessThan(11);
  });

  it("has a block error three times that of independent values", () => {
    const ratio = blockError(series, 20) / standardError(series);
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(4);
  });

  it("is independent once decorrelated", () => {
    expect(statisticalInefficiency(decorrelated(series))).toBeLessThan(1.6);
  });
});
