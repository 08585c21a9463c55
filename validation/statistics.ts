/** Arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of the values themselves (divisor n). */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** Standard error of the mean of independent values (divisor n − 1). */
export function standardError(values: readonly number[]): number {
  return standardDeviation(values) / Math.sqrt(values.length - 1);
}

/**
 * Standard error of the mean of a correlated series, from the means of consecutive blocks: right where a block is
 * much longer than the correlation time. Allen & Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 8.4.
 */
export function blockError(values: readonly number[], blocks = 10): number {
  const length = Math.floor(values.length / blocks);
  return standardError(
    Array.from({ length: blocks }, (_, block) => mean(values.slice(block * length, (block + 1) * length))),
  );
}

/** Slope of the least-squares line through (x, y). */
export function slope(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, k) => (value - meanX) * (y[k] - meanY)));
  return covariance / mean(x.map((value) => (value - meanX) ** 2));
}

/** Value at x = 0 of the least-squares parabola through (x, y), by the normal equations of 1, x, x². */
export function parabolaAtZero(x: readonly number[], y: readonly number[]): number {
  const moment = (power: number) => mean(x.map((value) => value ** power));
  const [m1, m2, m3, m4] = [1, 2, 3, 4].map(moment);
  const right = [0, 1, 2].map((power) => mean(y.map((value, k) => value * x[k] ** power)));
  const determinant = (a: number[], b: number[], c: number[]) =>
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0]);
  const whole = determinant([1, m1, m2], [m1, m2, m3], [m2, m3, m4]);
  return determinant([right[0], m1, m2], [right[1], m2, m3], [right[2], m3, m4]) / whole;
}

/**
 * Statistical inefficiency g ≥ 1: n correlated values are worth n / g independent ones. The autocorrelation is summed
 * up to its first zero. Chodera et al., J. Chem. Theory Comput. 3, 26 (2007), equations (20) to (22).
 */
export function statisticalInefficiency(values: readonly number[]): number {
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const variance = mean(deviations.map((d) => d * d));
  let inefficiency = 1;
  for (let lag = 1; lag < values.length - 1; lag++) {
    const products = deviations.slice(lag).map((d, k) => d * deviations[k]);
    const correlation = mean(products) / variance;
    if (correlation <= 0) break;
    inefficiency += 2 * correlation * (1 - lag / values.length);
  }
  return inefficiency;
}

/** Every k-th value, k large enough that what stays is independent. */
export function decorrelated(values: readonly number[]): number[] {
  const every = Math.ceil(statisticalInefficiency(values));
  return values.filter((_, k) => k % every === 0);
}
