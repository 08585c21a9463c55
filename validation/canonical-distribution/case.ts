import { gammaDistribution, kolmogorovStatistic } from "../distributions.ts";
import { atLeast, atMost, within } from "../rows.ts";
import { blockError, decorrelated, mean, statisticalInefficiency } from "../statistics.ts";
import type { ValidationCase, ValidationRow } from "../validationCase.ts";
import { type Ensemble, sampleEnsemble } from "./ensemble.ts";
import { inverseTemperatureDifference } from "./inverseTemperatureDifference.ts";

/** Thermostats that sample the canonical ensemble, by the name their rows carry. */
export const canonicalThermostats: Readonly<Record<string, object>> = {
  Langevin: { kind: "langevin", friction: 5 },
  "Nosé–Hoover chain": { kind: "nose-hoover", relaxationTime: 0.2, chainLength: 3 },
  Bussi: { kind: "bussi", relaxationTime: 0.1 },
};
const berendsen = { kind: "berendsen", relaxationTime: 0.1 };

/** Exceeded once in a thousand samples of the right distribution. */
const criticalStatistic = 1.95;
const cold = 1;
const hot = 1.25;
const steps = 20000;

export const canonicalDistribution: ValidationCase = {
  name: "canonical-distribution",
  title: "thermostats give the kinetic and potential energies of the canonical ensemble",
  source: "P. T. Merz & M. R. Shirts, PLoS ONE 13, e0202764 (2018)",
  async run(environment) {
    const rows: ValidationRow[] = [];
    for (const [name, thermostat] of Object.entries(canonicalThermostats)) {
      environment.report(`${name}: ${steps} steps at each of two temperatures`);
      const ensemble = await sampleEnsemble(environment, thermostat, cold, steps);
      const hotEnsemble = await sampleEnsemble(environment, thermostat, hot, steps);
      rows.push(kineticRow(name, ensemble), ...equipartitionRows(name, ensemble));
      rows.push(ratioRow(name, ensemble, hotEnsemble));
    }
    environment.report(`Berendsen: ${steps / 2} steps`);
    rows.push(controlRow(await sampleEnsemble(environment, berendsen, cold, steps / 2)));
    return rows;
  },
};

/** Kolmogorov's statistic of the kinetic energies against their gamma distribution. */
export function kineticStatistic({ kineticEnergy, degreesOfFreedom, temperature }: Ensemble): number {
  return kolmogorovStatistic(decorrelated(kineticEnergy), (energy) =>
    gammaDistribution(degreesOfFreedom / 2, energy / temperature),
  );
}

export function kineticRow(name: string, ensemble: Ensemble): ValidationRow {
  return atMost({
    quantity: `Kolmogorov's statistic of the kinetic energy, ${name}`,
    reference: criticalStatistic,
    measured: kineticStatistic(ensemble),
    source: "gamma distribution; M. A. Stephens, J. R. Stat. Soc. B 32, 115 (1970)",
  });
}

/** Weak coupling is known to narrow the distribution: a test that lets it pass would be blind. */
export function controlRow(ensemble: Ensemble): ValidationRow {
  return atLeast({
    quantity: "the same, Berendsen, which is not canonical",
    reference: criticalStatistic,
    measured: kineticStatistic(ensemble),
    source: "T. Morishita, J. Chem. Phys. 113, 2976 (2000)",
  });
}

export function equipartitionRows(
  name: string,
  { groupTemperatures, temperature }: Ensemble,
): ValidationRow[] {
  return Object.entries(groupTemperatures).map(([group, values]) =>
    within({
      quantity: `temperature of ${group}, ${name}`,
      unit: "ε/k_B",
      reference: temperature,
      measured: mean(values),
      standardError: blockError(values),
      tolerance: 0.04 * temperature,
      source: "equipartition",
    }),
  );
}

export function ratioRow(name: string, coldEnsemble: Ensemble, hotEnsemble: Ensemble): ValidationRow {
  const energies = [coldEnsemble.potentialEnergy, hotEnsemble.potentialEnergy] as const;
  const { value, standardError } = inverseTemperatureDifference(...energies);
  const inefficiency = mean(energies.map(statisticalInefficiency));
  const reference = 1 / coldEnsemble.temperature - 1 / hotEnsemble.temperature;
  return within({
    quantity: `Δβ from the potential energies at two temperatures, ${name}`,
    unit: "1/ε",
    reference,
    measured: value,
    standardError: standardError * Math.sqrt(inefficiency),
    tolerance: 0.3 * reference,
    source: "M. R. Shirts, J. Chem. Theory Comput. 9, 909 (2013)",
  });
}
