import type { IntegratorParameters } from "../integrators/integratorParameters.ts";
import type { MolecularModel } from "../model.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import type { MolecularState } from "./molecularState.ts";
import { kick, moveParticle } from "./motion.ts";
import { largestComponent } from "./totals.ts";

const patience = 5;
const growth = 1.1;
const shrinkage = 0.5;
const initialMixing = 0.1;
const mixingDecay = 0.99;

/** What FIRE adapts from step to step. */
export interface FireControl {
  /** [time] */
  readonly timeStep: number;
  /** α, how far velocities are turned towards the forces. */
  readonly mixing: number;
  /** Steps downhill since the last one uphill. */
  readonly downhillSteps: number;
}

/** The control after a step during which the forces worked with `power` = F·v. */
export function adaptControl(control: FireControl, power: number, maximumTimeStep: number): FireControl {
  const { timeStep, mixing, downhillSteps } = control;
  if (power <= 0) return { timeStep: timeStep * shrinkage, mixing: initialMixing, downhillSteps: 0 };
  if (downhillSteps < patience) return { timeStep, mixing, downhillSteps: downhillSteps + 1 };
  return {
    timeStep: Math.min(timeStep * growth, maximumTimeStep),
    mixing: mixing * mixingDecay,
    downhillSteps: downhillSteps + 1,
  };
}

/** v = (1 − α) v + α |v| F/|F| while the power is positive, with norms over all particles; v = 0 otherwise. */
export function steer({ particles, force }: MolecularState, mixing: number, power: number): void {
  const { velocity } = particles;
  if (power <= 0) {
    velocity.fill(0);
    return;
  }
  const turn = mixing * Math.sqrt(dot(velocity, velocity) / dot(force, force));
  for (let k = 0; k < velocity.length; k++) velocity[k] = (1 - mixing) * velocity[k] + turn * force[k];
}

/** x += v · duration, with displacements shortened to a length [length]. */
export function limitedDrift(
  model: MolecularModel,
  state: MolecularState,
  duration: number,
  maximumDisplacement: number,
): void {
  const { velocity, count } = state.particles;
  for (let i = 0; i < count; i++) {
    const length = duration * Math.hypot(velocity[3 * i], velocity[3 * i + 1], velocity[3 * i + 2]);
    const shortened = length > maximumDisplacement ? (duration * maximumDisplacement) / length : duration;
    for (let axis = 0; axis < model.box.dimensions; axis++) {
      moveParticle(model, state, i, axis, velocity[3 * i + axis] * shortened);
    }
  }
}

/**
 * FIRE energy minimiser on velocity Verlet (Bitzek, Koskinen, Gähler, Moseler & Gumbsch, Phys. Rev. Lett. 97, 170201
 * (2006)); particles start at rest.
 */
export class Fire implements ReferenceIntegrator {
  /** Time step, mixing, steps downhill. */
  readonly variables: Float64Array;
  readonly #maximumTimeStep: number;
  readonly #maximumDisplacement: number;

  constructor(
    private readonly model: MolecularModel,
    private readonly parameters: Extract<IntegratorParameters, { kind: "fire" }>,
  ) {
    this.variables = Float64Array.of(model.timeStep, initialMixing, 0);
    this.#maximumTimeStep = parameters.maximumTimeStep ?? 10 * model.timeStep;
    this.#maximumDisplacement = parameters.maximumDisplacement ?? 0.1 * model.pairs.cutoffRadius;
  }

  advance(state: MolecularState, computeForces: () => void): void {
    const [timeStep, mixing, downhillSteps] = this.variables;
    kick(this.model, state, timeStep / 2);
    limitedDrift(this.model, state, timeStep, this.#maximumDisplacement);
    computeForces();
    kick(this.model, state, timeStep / 2);
    const power = dot(state.force, state.particles.velocity);
    steer(state, mixing, power);
    const next = adaptControl({ timeStep, mixing, downhillSteps }, power, this.#maximumTimeStep);
    this.variables.set([next.timeStep, next.mixing, next.downhillSteps]);
  }

  thermostatEnergy(): number {
    return 0;
  }

  isConverged({ force }: MolecularState): boolean {
    return largestComponent(force) < this.parameters.forceTolerance;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
