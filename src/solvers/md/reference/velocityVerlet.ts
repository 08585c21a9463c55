import type { MolecularModel } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import type { MolecularState } from "./molecularState.ts";
import { drift, kick } from "./motion.ts";

/** One step of velocity Verlet (Swope, Andersen, Berens & Wilson, J. Chem. Phys. 76, 637 (1982)). */
export function velocityVerletStep(
  model: MolecularModel,
  state: MolecularState,
  computeForces: () => void,
): void {
  kick(model, state, model.timeStep / 2);
  drift(model, state, model.timeStep);
  computeForces();
  kick(model, state, model.timeStep / 2);
}

export class VelocityVerlet implements ReferenceIntegrator {
  readonly variables = new Float64Array(0);

  constructor(private readonly model: MolecularModel) {}

  advance(state: MolecularState, computeForces: () => void): void {
    velocityVerletStep(this.model, state, computeForces);
  }

  thermostatEnergy(): number {
    return 0;
  }
}
