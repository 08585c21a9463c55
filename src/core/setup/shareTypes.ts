/**
 * How many of `count` particles each share gets: exact proportion, what rounding leaves over goes to the largest
 * remainders (Hamilton's method).
 *
 * @param fractions shares, taken relative to their sum
 */
export function shareCounts(fractions: readonly number[], count: number): readonly number[] {
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0);
  const exact = fractions.map((fraction) => (fraction / total) * count);
  const counts = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - counts[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = count - counts.reduce((sum, n) => sum + n, 0);
  for (const { index } of byRemainder) if (left-- > 0) counts[index]++;
  return counts;
}

/**
 * One type index per particle, in exact proportion and random order (Fisher–Yates).
 *
 * @param fractions shares indexed by type, taken relative to their sum
 * @param uniform random numbers in [0, 1)
 */
export function shareTypes(fractions: readonly number[], count: number, uniform: () => number): Uint32Array {
  const types = new Uint32Array(count);
  let start = 0;
  shareCounts(fractions, count).forEach((n, type) => {
    types.fill(type, start, start + n);
    start += n;
  });
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [types[i], types[j]] = [types[j], types[i]];
  }
  return types;
}
