import { philox4x32, randomStreams, seedKey, threeGaussians } from "../../../core/random.ts";
import { type IntegratorParameters, targetTemperature } from "../integrators/integratorParameters.ts";
import type { MolecularModel } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import { kineticEnergy } from "./kineticEnergy.ts";
import type { MolecularState } from "./molecularState.ts";
import { drift, kick } from "./motion.ts";

type LangevinParameters = Extract<IntegratorParameters, { kind: "langevin" }>;

/**
 * The exact friction and noise of a whole step: v = c v + √(k_B T/m (1 − c²)) g, c = exp(−γ h), with the gaussians
 * of the Philox counter (id, step, 0, langevin).
 *
 * @returns kinetic energy gained [energy]
 */
export function ornsteinUhlenbeck(
  model: MolecularModel,
  { friction, temperature }: LangevinParameters,
  { particles, step }: MolecularState,
): number {
  const { velocity, type, id, count } = particles;
  const { dimensions } = model.box;
  const target = targetTemperature(temperature, step, model.totalSteps);
  const c = Math.exp(-friction * model.timeStep);
  const noise = model.types.map(({ mass }) =>
    Math.sqrt(((model.units.boltzmann * target) / mass) * (1 - c * c)),
  );
  const key = seedKey(model.seed);
  const words = new Uint32Array(4);
  const gaussians = new Float64Array(3);
  const energyBefore = kineticEnergy(model, particles);
  for (let i = 0; i < count; i++) {
    philox4x32(id[i], step, 0, randomStreams.langevin, key, words);
    threeGaussians(words, gaussians);
    for (let axis = 0; axis < dimensions; axis++) {
      velocity[3 * i + axis] = c * velocity[3 * i + axis] + noise[type[i]] * gaussians[axis];
    }
  }
  return kineticEnergy(model, particles) - energyBefore;
}

/** Langevin dynamics, BAOAB splitting (Leimkuhler & Matthews, Appl. Math. Res. Express 2013, 34). */
export class Langevin implements ReferenceIntegrator {
  /** Energy that friction and noise have taken out [energy]. */
  readonly variables = new Float64Array(1);

  constructor(
    private readonly model: MolecularModel,
    private readonly parameters: LangevinParameters,
  ) {}

  advance(state: MolecularState, computeForces: () => void): void {
    const { model, parameters } = this;
    kick(model, state, model.timeStep / 2);
    drift(model, state, model.timeStep / 2);
    this.variables[0] -= ornsteinUhlenbeck(model, parameters, state);
    drift(model, state, model.timeStep / 2);
    computeForces();
    kick(model, state, model.timeStep / 2);
  }

  thermostatEnergy(): number {
    return this.variables[0];
  }
}
