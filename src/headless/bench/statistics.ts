/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("the median of no values");
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Ratios of rates measured in pairs: a machine whose speed wanders changes both of a pair, so that the median of ratios says more than
 * the ratio of medians.
 */
export function pairedRatio(own: readonly number[], other: readonly number[]) {
  const ratios = other.map((rate, round) => own[round] / rate);
  return { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}
