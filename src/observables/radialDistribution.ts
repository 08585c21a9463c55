/** What a pair histogram was counted in. */
export interface PairStatistics {
  /** counts[bin] summed over samples, every unordered pair once; one block per unordered pair of types. */
  readonly counts: Float64Array;
  /** Configurations counted. */
  readonly samples: number;
  readonly bins: number;
  /** Upper edge of the last bin [length]. */
  readonly maximumDistance: number;
  /** Particles of each type. */
  readonly typeCounts: readonly number[];
  readonly dimensions: 2 | 3;
  /** [length³], in two dimensions the area [length²]. */
  readonly volume: number;
}

/** Unordered pairs of types in the order of their histograms: 00, 01, …, 11, 12, … */
export function typePairs(typeCount: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < typeCount; i++) for (let j = i; j < typeCount; j++) pairs.push([i, j]);
  return pairs;
}

/** Centres of the bins [length]. */
export function binCentres(bins: number, maximumDistance: number): Float64Array {
  return Float64Array.from({ length: bins }, (_, bin) => ((bin + 0.5) * maximumDistance) / bins);
}

/**
 * Radial distribution function g(r) of every pair of types, in the order of typePairs: counted pairs over those of
 * an ideal gas of as many particles in the same volume. Like pairs are N(N − 1)/2, not N²/2, so that an ideal gas
 * gives 1 for any N. Zero where there are no such pairs or no samples.
 * Allen & Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 8.2.
 */
export function radialDistribution(statistics: PairStatistics): Float64Array[] {
  const { counts, samples, bins, typeCounts } = statistics;
  return typePairs(typeCounts.length).map(([i, j], block) => {
    const pairs = i === j ? (typeCounts[i] * (typeCounts[i] - 1)) / 2 : typeCounts[i] * typeCounts[j];
    return Float64Array.from({ length: bins }, (_, bin) => {
      const expected = samples * pairs * shellFraction(bin, statistics);
      return expected > 0 ? counts[block * bins + bin] / expected : 0;
    });
  });
}

/** Share of the volume in the shell (in two dimensions the ring) of a bin. */
function shellFraction(bin: number, statistics: PairStatistics): number {
  const { bins, maximumDistance, dimensions, volume } = statistics;
  const width = maximumDistance / bins;
  const unitBall = dimensions === 2 ? Math.PI : (4 / 3) * Math.PI;
  return (unitBall * (((bin + 1) * width) ** dimensions - (bin * width) ** dimensions)) / volume;
}
