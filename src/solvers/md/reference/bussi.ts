import { philox4x32, randomStreams, seedKey, threeGaussians, uniform23 } from "../../../core/random.ts";
import { type IntegratorParameters, targetTemperature } from "../integrators/integratorParameters.ts";
import { type MolecularModel, degreesOfFreedom } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import { kineticEnergy, scaleVelocities } from "./kineticEnergy.ts";
import type { MolecularState } from "./molecularState.ts";
import { velocityVerletStep } from "./velocityVerlet.ts";

/** A standard normal and two uniform random numbers of one Philox block. */
export type Draw = (attempt: number) => {
  readonly gaussian: number;
  readonly uniform: number;
  readonly boost: number;
};

/** Draws of the Philox counters (0, step, attempt, bussi): the first gaussian, the uniforms of words three and four. */
export function bussiDraws(seed: number, step: number): Draw {
  const words = new Uint32Array(4);
  const gaussians = new Float64Array(3);
  return (attempt) => {
    philox4x32(0, step, attempt, randomStreams.bussi, seedKey(seed), words);
    threeGaussians(words, gaussians);
    return { gaussian: gaussians[0], uniform: uniform23(words[2]), boost: uniform23(words[3]) };
  };
}

/**
 * A gamma-distributed number of unit scale (Marsaglia & Tsang, ACM Trans. Math. Softw. 26, 363 (2000)). Attempts are
 * counted from 1; below shape 1 the accepted one also gives the uniform number of their boost.
 */
export function gammaVariate(shape: number, draw: Draw): number {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  for (let attempt = 1; ; attempt++) {
    const { gaussian, uniform, boost } = draw(attempt);
    const v = (1 + gaussian / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform) < gaussian ** 2 / 2 + d - d * v + d * Math.log(v)) {
      return shape < 1 ? d * v * boost ** (1 / shape) : d * v;
    }
  }
}

/**
 * Factor α of the velocities: α² = c + (1 − c) K̄/(N_f K) (R² + S) + 2 R √(c (1 − c) K̄/(N_f K)), with S the sum of
 * N_f − 1 squared gaussians and the sign of R + √(c N_f K/((1 − c) K̄)); eqs. A7 and A8 of Bussi, Donadio &
 * Parrinello, J. Chem. Phys. 126, 014101 (2007).
 *
 * @param energy kinetic energy K [energy]
 * @param targetEnergy K̄ = ½ N_f k_B T [energy]
 * @param c exp(−h/τ)
 */
export function bussiFactor(
  energy: number,
  targetEnergy: number,
  freedom: number,
  c: number,
  draw: Draw,
): number {
  // Particles at rest cannot be scaled into motion.
  if (energy === 0) return 1;
  const ratio = ((1 - c) * targetEnergy) / (freedom * energy);
  const r = draw(0).gaussian;
  const s = freedom > 1 ? 2 * gammaVariate((freedom - 1) / 2, draw) : 0;
  const square = c + ratio * (r * r + s) + 2 * r * Math.sqrt(c * ratio);
  return Math.sign(r + Math.sqrt(c / ratio)) * Math.sqrt(Math.max(square, 0));
}

/** Velocity Verlet, then stochastic rescaling of the velocities. */
export class Bussi implements ReferenceIntegrator {
  /** Energy that the rescaling has taken out [energy]. */
  readonly variables = new Float64Array(1);

  constructor(
    private readonly model: MolecularModel,
    private readonly parameters: Extract<IntegratorParameters, { kind: "bussi" }>,
  ) {}

  advance(state: MolecularState, computeForces: () => void): void {
    const { model } = this;
    const { temperature, relaxationTime } = this.parameters;
    velocityVerletStep(model, state, computeForces);
    const energy = kineticEnergy(model, state.particles);
    const freedom = degreesOfFreedom(model, state.particles.count);
    const target = targetTemperature(temperature, state.step, model.totalSteps);
    const targetEnergy = (freedom * model.units.boltzmann * target) / 2;
    const c = Math.exp(-model.timeStep / relaxationTime);
    const factor = bussiFactor(energy, targetEnergy, freedom, c, bussiDraws(model.seed, state.step));
    scaleVelocities(state.particles, factor);
    this.variables[0] -= (factor ** 2 - 1) * energy;
  }

  thermostatEnergy(): number {
    return this.variables[0];
  }
}
