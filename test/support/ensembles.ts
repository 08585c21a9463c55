import type { Particles } from "../../src/core/particles.ts";
import type { Totals } from "../../src/observables/samples.ts";
import type { IntegratorParameters } from "../../src/solvers/md/integrators/integratorParameters.ts";
import { degreesOfFreedom, type MolecularModel } from "../../src/solvers/md/model.ts";
import {
  crystalBox,
  crystalSites,
  makeBox,
  makeModel,
  noInteraction,
  particlesAt,
  randomParticles,
} from "./models.ts";

interface System {
  readonly model: MolecularModel;
  readonly particles: Particles;
}

const liquidBox = crystalBox("fcc", 0.8, [4, 4, 4]);
export const liquidCount = 256;

/** A Lennard-Jones liquid that starts as a crystal: warm enough to melt at once. */
export function liquid(integrator: IntegratorParameters, timeStep: number, temperature = 1.5): System {
  const model = makeModel(liquidBox, { integrator, timeStep });
  const sites = crystalSites("fcc", [4, 4, 4], liquidBox, 0.02);
  return { model, particles: particlesAt(sites, model, { temperature }) };
}

/** Particles that do not see each other. */
export function idealGas(
  integrator: IntegratorParameters,
  count: number,
  options: Partial<MolecularModel> = {},
  temperature = 1,
): System {
  const model = makeModel(makeBox(30), { pair: noInteraction, integrator, timeStep: 0.01, ...options });
  return { model, particles: randomParticles(model, count, { minimumDistance: 0, temperature }) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const average = mean(values);
  return mean(values.map((value) => (value - average) ** 2));
}

/** Largest less smallest value. */
export function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Energy of the particles and what they gave to the thermostat. */
export function conserved({ kineticEnergy, potentialEnergy, thermostatEnergy }: Totals): number {
  return kineticEnergy + potentialEnergy + thermostatEnergy;
}

export function temperatures(model: MolecularModel, count: number, totals: readonly Totals[]): number[] {
  return totals.map(({ kineticEnergy }) => (2 * kineticEnergy) / degreesOfFreedom(model, count));
}
