/**
 * Logarithm of the gamma function for x > 0, by Stirling's series after raising x to where six terms are exact to
 * float64. Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 6.1.40 and 6.1.15.
 */
export function logGamma(x: number): number {
  let shift = 0;
  for (; x < 12; x++) shift -= Math.log(x);
  const z = 1 / (x * x);
  const series =
    (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360)))))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}

/**
 * Cumulative gamma distribution P(shape, x) for scale 1, by its power series below the mean and by the
 * continued fraction of the rest above it. Abramowitz & Stegun (1964), 6.5.29 and 6.5.31.
 */
export function gammaDistribution(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? (front * lowerSeries(shape, x)) / shape : 1 - front * upperFraction(shape, x);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Modified Lentz evaluation (I. J. Thompson & A. R. Barnett, J. Comput. Phys. 64, 490 (1986)). */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > 1e-16 && n < 10000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    change = c * d;
    fraction *= change;
  }
  return fraction;
}

/** Largest distance between the distribution of a sample and a cumulative distribution. */
export function kolmogorovDistance(values: readonly number[], cumulative: (value: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return sorted.reduce((distance, value, k) => {
    const expected = cumulative(value);
    return Math.max(distance, expected - k / n, (k + 1) / n - expected);
  }, 0);
}

/**
 * Kolmogorov's statistic (√n + 0.12 + 0.11/√n) D: for independent values of the distribution itself it exceeds 1.95
 * once in a thousand samples. M. A. Stephens, J. R. Stat. Soc. B 32, 115 (1970).
 */
export function kolmogorovStatistic(
  values: readonly number[],
  cumulative: (value: number) => number,
): number {
  const root = Math.sqrt(values.length);
  return (root + 0.12 + 0.11 / root) * kolmogorovDistance(values, cumulative);
}
