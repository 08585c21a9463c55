/** Displacement averages at rising times since their origin. */
export interface DisplacementCurve {
  /** Time since the origin, rising [time] */
  readonly elapsed: readonly number[];
  /** ⟨|r(t) − r(0)|²⟩ [length²] */
  readonly meanSquareDisplacement: readonly number[];
  /** ⟨v(t)·v(0)⟩ [velocity²] */
  readonly velocityAutocorrelation: readonly number[];
}

/**
 * Diffusion coefficient [length²/time] from the Einstein relation ⟨|Δr|²⟩ = 2 d D t: the least-squares slope over
 * the second half of the curve, where motion is no longer ballistic. Undefined below two points there.
 * Allen & Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), equation (2.110) and section 8.4.
 */
export function einsteinDiffusion(curve: DisplacementCurve, dimensions: number): number | undefined {
  const half = curve.elapsed[curve.elapsed.length - 1] / 2;
  const first = curve.elapsed.findIndex((time) => time >= half);
  if (first < 0 || curve.elapsed.length - first < 2) return undefined;
  return slope(curve.elapsed.slice(first), curve.meanSquareDisplacement.slice(first)) / (2 * dimensions);
}

/**
 * Diffusion coefficient [length²/time] from the Green–Kubo relation D = (1/d) ∫ ⟨v(t)·v(0)⟩ dt, by the trapezoid
 * rule over the whole curve: it needs samples closer than the velocities' correlation time.
 * Undefined below two points or where the curve does not start at its origin.
 * Allen & Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), equation (2.111).
 */
export function greenKuboDiffusion(curve: DisplacementCurve, dimensions: number): number | undefined {
  const { elapsed, velocityAutocorrelation: correlation } = curve;
  if (elapsed.length < 2 || elapsed[0] !== 0) return undefined;
  let integral = 0;
  for (let k = 1; k < elapsed.length; k++) {
    integral += ((correlation[k] + correlation[k - 1]) / 2) * (elapsed[k] - elapsed[k - 1]);
  }
  return integral / dimensions;
}

function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let covariance = 0;
  let variance = 0;
  for (let k = 0; k < x.length; k++) {
    covariance += (x[k] - meanX) * (y[k] - meanY);
    variance += (x[k] - meanX) ** 2;
  }
  return covariance / variance;
}
