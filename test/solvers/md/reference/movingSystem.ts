import type { Particles } from "../../../../src/core/particles.ts";
import type { Totals } from "../../../../src/observables/samples.ts";
import { degreesOfFreedom, type MolecularModel } from "../../../../src/solvers/md/model.ts";
import { MolecularSystem } from "../../../../src/solvers/md/reference/molecularSystem.ts";
import { makeBox, makeModel, randomParticles } from "../../../support/models.ts";

/** A purely repulsive fluid: smooth at its cutoff, and quick to sample. */
const repulsivePair = { potential: "wca", types: { A: { epsilon: 1, sigma: 1 } }, cutoff: "truncated" };

/** 100 particles of the repulsive fluid at density 0.4. */
export function repulsiveFluid(integrator: MolecularModel["integrator"], timeStep = 0.004) {
  const box = makeBox((100 / 0.4) ** (1 / 3));
  const model = makeModel(box, { pair: repulsivePair, integrator, timeStep, totalSteps: 2000 });
  return { model, particles: randomParticles(model, 100, { minimumDistance: 0.95, temperature: 1.5 }) };
}

/** Totals of steps 0, every, 2 · every, … of a run. */
export function runTotals(model: MolecularModel, particles: Particles, steps: number, every = 1): Totals[] {
  const system = new MolecularSystem(model, particles);
  const totals = [system.totals()];
  while (system.state.step < steps) {
    system.advance();
    if (system.state.step % every === 0) totals.push(system.totals());
  }
  return totals;
}

export const totalEnergy = (totals: Totals) => totals.kineticEnergy + totals.potentialEnergy;
export const conservedEnergy = (totals: Totals) => totalEnergy(totals) + totals.thermostatEnergy;

export function temperatureOf(model: MolecularModel, count: number, { kineticEnergy }: Totals): number {
  return (2 * kineticEnergy) / degreesOfFreedom(model, count);
}

export const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((x) => (x - centre) ** 2));
}
