import { type IntegratorParameters, targetTemperature } from "../integrators/integratorParameters.ts";
import { type MolecularModel, degreesOfFreedom } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import { kineticEnergy, scaleVelocities } from "./kineticEnergy.ts";
import type { MolecularState } from "./molecularState.ts";
import { velocityVerletStep } from "./velocityVerlet.ts";

/** A chain of thermostats at one target temperature. */
export interface NoseHooverChain {
  /** ξ_j. */
  readonly position: Float64Array;
  /** dξ_j/dt [1/time]. */
  readonly velocity: Float64Array;
  /** Q_j [energy·time²]: N_f k_B T τ² for the first, k_B T τ² for the others. */
  readonly masses: readonly number[];
  /** k_B T [energy]. */
  readonly thermalEnergy: number;
  readonly degreesOfFreedom: number;
}

/**
 * Advances the chain by half a step of length h: one Suzuki–Yoshida step of eq. 29 in Martyna, Tuckerman, Tobias &
 * Klein, Mol. Phys. 87, 1117 (1996).
 *
 * @param energy kinetic energy of the particles before [energy]
 * @param h whole time step [time]
 * @returns factor by which to multiply the particles' velocities
 */
export function advanceChain(chain: NoseHooverChain, energy: number, h: number): number {
  const { position, velocity, masses, thermalEnergy: kT } = chain;
  const last = masses.length - 1;
  const drive = (j: number, kinetic: number) =>
    j === 0
      ? (2 * kinetic - chain.degreesOfFreedom * kT) / masses[0]
      : (masses[j - 1] * velocity[j - 1] ** 2 - kT) / masses[j];
  const update = (j: number, kinetic: number) => {
    const damping = j < last ? Math.exp((-h / 8) * velocity[j + 1]) : 1;
    velocity[j] = (velocity[j] * damping + (h / 4) * drive(j, kinetic)) * damping;
  };
  for (let j = last; j >= 0; j--) update(j, energy);
  const factor = Math.exp((-h / 2) * velocity[0]);
  for (let j = 0; j <= last; j++) position[j] += (h / 2) * velocity[j];
  for (let j = 0; j <= last; j++) update(j, energy * factor ** 2);
  return factor;
}

/** Σ ½ Q_j ξ̇_j² + N_f k_B T ξ_1 + Σ_{j>1} k_B T ξ_j [energy]. */
export function chainEnergy(chain: NoseHooverChain): number {
  const { position, velocity, masses, thermalEnergy, degreesOfFreedom } = chain;
  return masses.reduce(
    (sum, mass, j) =>
      sum + (mass * velocity[j] ** 2) / 2 + (j === 0 ? degreesOfFreedom : 1) * thermalEnergy * position[j],
    0,
  );
}

/** Nosé–Hoover chain around velocity Verlet. */
export class NoseHoover implements ReferenceIntegrator {
  /** ξ_1 … ξ_M, then their velocities. */
  readonly variables: Float64Array;

  constructor(
    private readonly model: MolecularModel,
    private readonly parameters: Extract<IntegratorParameters, { kind: "nose-hoover" }>,
  ) {
    this.variables = new Float64Array(2 * parameters.chainLength);
  }

  advance(state: MolecularState, computeForces: () => void): void {
    this.#halfStep(state);
    velocityVerletStep(this.model, state, computeForces);
    this.#halfStep(state);
  }

  thermostatEnergy(state: MolecularState): number {
    return chainEnergy(this.#chain(state));
  }

  #halfStep(state: MolecularState): void {
    const energy = kineticEnergy(this.model, state.particles);
    scaleVelocities(state.particles, advanceChain(this.#chain(state), energy, this.model.timeStep));
  }

  #chain({ step, particles }: MolecularState): NoseHooverChain {
    const { temperature, relaxationTime, chainLength } = this.parameters;
    const target = targetTemperature(temperature, step, this.model.totalSteps);
    const kT = this.model.units.boltzmann * target;
    const freedom = degreesOfFreedom(this.model, particles.count);
    const mass = kT * relaxationTime ** 2;
    return {
      position: this.variables.subarray(0, chainLength),
      velocity: this.variables.subarray(chainLength),
      masses: Array.from({ length: chainLength }, (_, j) => (j === 0 ? freedom * mass : mass)),
      thermalEnergy: kT,
      degreesOfFreedom: freedom,
    };
  }
}
