import { type IntegratorParameters, targetTemperature } from "../integrators/integratorParameters.ts";
import { type MolecularModel, degreesOfFreedom } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import { kineticEnergy, scaleVelocities } from "./kineticEnergy.ts";
import type { MolecularState } from "./molecularState.ts";
import { velocityVerletStep } from "./velocityVerlet.ts";

/**
 * Factor λ of the velocities: λ² = 1 + (h/τ)(T₀/T − 1), eq. 11 of Berendsen et al., J. Chem. Phys. 81, 3684 (1984).
 * Particles at rest keep it 1; it is 0 where a relaxation time below the time step would make λ² negative.
 *
 * @param temperature T, and target T₀ [temperature]
 * @param h time step [time]
 */
export function berendsenFactor(
  temperature: number,
  target: number,
  h: number,
  relaxationTime: number,
): number {
  if (temperature === 0) return 1;
  return Math.sqrt(Math.max(1 + (h / relaxationTime) * (target / temperature - 1), 0));
}

/** Velocity Verlet, then weak coupling to a bath. */
export class Berendsen implements ReferenceIntegrator {
  /** Energy that the bath has taken out [energy]. */
  readonly variables = new Float64Array(1);

  constructor(
    private readonly model: MolecularModel,
    private readonly parameters: Extract<IntegratorParameters, { kind: "berendsen" }>,
  ) {}

  advance(state: MolecularState, computeForces: () => void): void {
    const { model, parameters } = this;
    velocityVerletStep(model, state, computeForces);
    const energy = kineticEnergy(model, state.particles);
    const freedom = degreesOfFreedom(model, state.particles.count);
    const temperature = (2 * energy) / (freedom * model.units.boltzmann);
    const target = targetTemperature(parameters.temperature, state.step, model.totalSteps);
    const factor = berendsenFactor(temperature, target, model.timeStep, parameters.relaxationTime);
    scaleVelocities(state.particles, factor);
    this.variables[0] -= (factor ** 2 - 1) * energy;
  }

  thermostatEnergy(): number {
    return this.variables[0];
  }
}
