import { describe, expect, it } from "vitest";
import { binCentres, radialDistribution, typePairs } from "../../src/observables/radialDistribution.ts";

/** Expected counts of an ideal gas of so many pairs in a unit box. */
function idealCounts(pairs: number, bins: number, maximumDistance: number, dimensions: 2 | 3): number[] {
  const unitBall = dimensions === 2 ? Math.PI : (4 * Math.PI) / 3;
  const edge = (bin: number) => (bin * maximumDistance) / bins;
  return Array.from({ length: bins }, (_, b) => {
    return pairs * unitBall * (edge(b + 1) ** dimensions - edge(b) ** dimensions);
  });
}

describe("radial distribution", () => {
  it.each([2, 3] as const)("is 1 for an ideal gas of few particles in %i dimensions", (dimensions) => {
    const counts = Float64Array.from(idealCounts(4 * 6, 10, 0.5, dimensions));
    const statistics = { samples: 4, bins: 10, maximumDistance: 0.5, typeCounts: [4], dimensions, volume: 1 };
    const [g] = radialDistribution({ counts, ...statistics });
    for (const value of g) expect(value).toBeCloseTo(1, 12);
  });

  it("normalises each pair of types by its own number of pairs", () => {
    const blocks = [3, 6, 1].map((pairs) => idealCounts(pairs, 5, 0.5, 3));
    const curves = radialDistribution({
      counts: Float64Array.from(blocks.flat()),
      samples: 1,
      bins: 5,
      maximumDistance: 0.5,
      typeCounts: [3, 2],
      dimensions: 3,
      volume: 1,
    });
    for (const value of curves.flatMap((g) => [...g])) expect(value).toBeCloseTo(1, 12);
  });

  it("is 0 without samples and for a type with a single particle", () => {
    const statistics = { bins: 2, maximumDistance: 1, dimensions: 3, volume: 1 } as const;
    const counts = new Float64Array(2);
    expect([...radialDistribution({ counts, samples: 0, typeCounts: [9], ...statistics })[0]]).toEqual([
      0, 0,
    ]);
    expect([...radialDistribution({ counts, samples: 3, typeCounts: [1], ...statistics })[0]]).toEqual([
      0, 0,
    ]);
  });

  it("pairs of types run over the upper triangle", () => {
    expect(typePairs(3)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it("bins are named by their centres", () => {
    expect([...binCentres(4, 2)]).toEqual([0.25, 0.75, 1.25, 1.75]);
  });
});
