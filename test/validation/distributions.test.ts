import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import {
  gammaDistribution,
  kolmogorovDistance,
  kolmogorovStatistic,
  logGamma,
} from "../../validation/distributions.ts";

describe("logGamma", () => {
  it("gives factorials and √π", () => {
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 12);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12);
    expect(logGamma(171)).toBeCloseTo(706.5730622457874, 9);
  });
});

describe("gammaDistribution", () => {
  it("of shape 1 is 1 − exp(−x)", () => {
    for (const x of [0.01, 0.5, 1, 3, 20]) expect(gammaDistribution(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
  });

  it("of shape 3 is 1 − exp(−x)(1 + x + x²/2), in both of its branches", () => {
    for (const x of [0.1, 2, 3.9, 4.1, 9]) {
      expect(gammaDistribution(3, x)).toBeCloseTo(1 - Math.exp(-x) * (1 + x + (x * x) / 2), 12);
    }
  });

  it("of a large shape has its median at shape − 1/3", () => {
    expect(gammaDistribution(162, 162 - 1 / 3)).toBeCloseTo(0.5, 3);
  });

  it("is 0 at 0 and 1 far out", () => {
    expect(gammaDistribution(5, 0)).toBe(0);
    expect(gammaDistribution(5, 100)).toBeCloseTo(1, 12);
  });
});

describe("Kolmogorov's test", () => {
  const identity = (x: number) => Math.min(Math.max(x, 0), 1);

  it("measures the largest distance, on either side of a step", () => {
    expect(kolmogorovDistance([0.5], identity)).toBe(0.5);
    expect(kolmogorovDistance([0.1, 0.2], identity)).toBeCloseTo(0.8, 12);
    expect(kolmogorovDistance([0.9, 0.8], identity)).toBeCloseTo(0.8, 12);
  });

  it("accepts uniform numbers as uniform and rejects their squares", () => {
    const random = new RandomSequence(3, randomStreams.placement);
    const numbers = Array.from({ length: 400 }, () => random.uniform());
    expect(kolmogorovStatistic(numbers, identity)).toBeLessThan(1.95);
    const squares = numbers.map((x) => x * x);
    expect(kolmogorovStatistic(squares, identity)).toBeGreaterThan(1.95);
  });
});
