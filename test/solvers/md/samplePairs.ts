import type { PairParameters } from "../../../src/solvers/md/potentials/pairPotential.ts";

/** Parameters to try a potential with, and the distances between which it is looked at. */
export interface SamplePair {
  readonly parameters: PairParameters;
  readonly smallestDistance: number;
  readonly cutoffRadius: number;
}

/** At least one sample for every potential of the index; tests that loop over the index fail where one is missing. */
export const samplePairs: Readonly<Record<string, readonly SamplePair[]>> = {
  "lennard-jones": [
    { parameters: { epsilon: 1, sigma: 1 }, smallestDistance: 0.7, cutoffRadius: 2.5 },
    // Argon in nm and kJ/mol.
    { parameters: { epsilon: 0.996, sigma: 0.3405 }, smallestDistance: 0.25, cutoffRadius: 0.9 },
  ],
  wca: [
    { parameters: { epsilon: 1.5, sigma: 0.9 }, smallestDistance: 0.6, cutoffRadius: 2 ** (1 / 6) * 0.9 },
  ],
  mie: [
    {
      parameters: { epsilon: 1, sigma: 1, repulsiveExponent: 14, attractiveExponent: 7 },
      smallestDistance: 0.75,
      cutoffRadius: 3,
    },
    {
      parameters: { epsilon: 2.5, sigma: 1.2, repulsiveExponent: 18.5, attractiveExponent: 4.5 },
      smallestDistance: 0.95,
      cutoffRadius: 4,
    },
  ],
  // Copper, Girifalco & Weizer, Phys. Rev. 114, 687 (1959), in eV and Å.
  morse: [
    {
      parameters: { wellDepth: 0.3429, inverseWidth: 1.3588, equilibriumDistance: 2.866 },
      smallestDistance: 1.5,
      cutoffRadius: 6.5,
    },
  ],
  // O–O of van Beest, Kramer & van Santen, Phys. Rev. Lett. 64, 1955 (1990), in eV and Å.
  buckingham: [
    {
      parameters: { amplitude: 1388.773, rho: 1 / 2.76, dispersion: 175 },
      smallestDistance: 1.2,
      cutoffRadius: 5.5,
    },
  ],
  yukawa: [
    { parameters: { amplitude: 10, kappa: 2 }, smallestDistance: 0.01, cutoffRadius: 4 },
    { parameters: { amplitude: -3, kappa: 0.5 }, smallestDistance: 0.5, cutoffRadius: 6 },
  ],
  soft: [
    { parameters: { amplitude: 20, cutoffRadius: 1.12 }, smallestDistance: 0.001, cutoffRadius: 1.12 },
    { parameters: { amplitude: -4, cutoffRadius: 3 }, smallestDistance: 0.1, cutoffRadius: 3 },
  ],
  gaussian: [{ parameters: { epsilon: 1, sigma: 1 }, smallestDistance: 0.001, cutoffRadius: 3.5 }],
  "inverse-power": [
    { parameters: { epsilon: 1, sigma: 1, exponent: 12 }, smallestDistance: 0.6, cutoffRadius: 2.5 },
    { parameters: { epsilon: 3, sigma: 1.3, exponent: 4.5 }, smallestDistance: 0.2, cutoffRadius: 4 },
  ],
};

/** `count` distances of a sample, equally spaced from the smallest to just inside the cutoff. */
export function sampleDistances({ smallestDistance, cutoffRadius }: SamplePair, count: number): number[] {
  const span = 0.999 * cutoffRadius - smallestDistance;
  return Array.from({ length: count }, (_, k) => smallestDistance + (span * k) / (count - 1));
}

/** −dU/dr by Richardson's extrapolation of central differences. */
export function minusDerivative(energy: (r: number) => number, r: number, step: number): number {
  const central = (h: number) => (energy(r - h) - energy(r + h)) / (2 * h);
  return (4 * central(step / 2) - central(step)) / 3;
}
