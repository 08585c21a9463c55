import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import { shareCounts, shareTypes } from "../../../src/core/setup/shareTypes.ts";

function uniform(seed: number) {
  const random = new RandomSequence(seed, randomStreams.placement);
  return () => random.uniform();
}

describe("shareTypes", () => {
  it("meets 80:20 exactly", () => {
    const types = shareTypes([0.8, 0.2], 1000, uniform(1));
    expect(types.filter((type) => type === 0)).toHaveLength(800);
    expect(types.filter((type) => type === 1)).toHaveLength(200);
  });

  it("mixes the types: every tenth of the particles holds some of both", () => {
    const types = shareTypes([0.8, 0.2], 1000, uniform(1));
    for (let start = 0; start < 1000; start += 100)
      expect(new Set(types.slice(start, start + 100)).size).toBe(2);
  });

  it("depends on the seed alone", () => {
    expect(shareTypes([0.5, 0.5], 100, uniform(1))).toEqual(shareTypes([0.5, 0.5], 100, uniform(1)));
    expect(shareTypes([0.5, 0.5], 100, uniform(1))).not.toEqual(shareTypes([0.5, 0.5], 100, uniform(2)));
  });

  it.each([
    { fractions: [1 / 3, 1 / 3, 1 / 3], count: 10, counts: [4, 3, 3] },
    { fractions: [0.29, 0.71], count: 100, counts: [29, 71] },
    { fractions: [0.333333, 0.666667], count: 3_000_000, counts: [999_999, 2_000_001] },
    { fractions: [0.5, 0.5], count: 1, counts: [1, 0] },
  ])("shares $count particles as $fractions into $counts", ({ fractions, count, counts }) => {
    expect(shareCounts(fractions, count)).toEqual(counts);
  });
});
