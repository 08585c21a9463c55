/** A maximum-likelihood estimate and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Estimates β_cold − β_hot from potential energies of two canonical ensembles of the same system: their densities
 * have the ratio exp(a + (β_cold − β_hot) U), whatever the density of states, so that an energy U drawn from both
 * samples together comes from the hot one with probability 1/(1 + exp(−a − (β_cold − β_hot) U)). Logistic regression
 * by Newton's method; the error, from the Fisher information, is that of independent energies.
 * M. R. Shirts, J. Chem. Theory Comput. 9, 909 (2013).
 *
 * @param cold potential energies at the lower temperature [ε]
 * @param hot the same at the higher one [ε]
 */
export function inverseTemperatureDifference(cold: readonly number[], hot: readonly number[]): Estimate {
  const energies = [...cold, ...hot];
  const centre = energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
  let offset = 0;
  let slope = 0;
  for (let iteration = 0; ; iteration++) {
    const { gradient, information } = likelihood(cold.length, energies, centre, offset, slope);
    const determinant = information[0] * information[2] - information[1] ** 2;
    const change = (information[0] * gradient[1] - information[1] * gradient[0]) / determinant;
    offset += (information[2] * gradient[0] - information[1] * gradient[1]) / determinant;
    slope += change;
    if (Math.abs(change) < 1e-12 || iteration === 100) {
      return { value: slope, standardError: Math.sqrt(information[0] / determinant) };
    }
  }
}

/** Gradient and Fisher information of the log-likelihood in (offset, slope). */
function likelihood(
  coldCount: number,
  energies: readonly number[],
  centre: number,
  offset: number,
  slope: number,
): { gradient: [number, number]; information: [number, number, number] } {
  const gradient: [number, number] = [0, 0];
  const information: [number, number, number] = [0, 0, 0];
  energies.forEach((energy, k) => {
    const u = energy - centre;
    const probability = 1 / (1 + Math.exp(-offset - slope * u));
    const residual = (k < coldCount ? 0 : 1) - probability;
    const weight = probability * (1 - probability);
    gradient[0] += residual;
    gradient[1] += residual * u;
    information[0] += weight;
    information[1] += weight * u;
    information[2] += weight * u * u;
  });
  return { gradient, information };
}
