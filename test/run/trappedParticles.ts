import type { Box } from "../../src/core/box.ts";
import type { Frame } from "../../src/core/frame.ts";
import { NumericalError } from "../../src/core/failure.ts";
import { createParticles } from "../../src/core/particles.ts";
import { unitSystems } from "../../src/core/units.ts";
import type { DisplacementSample, PairHistogram, Totals } from "../../src/observables/samples.ts";
import type { BatchPlan, BatchResult, Engine, EngineOptions, EngineState } from "../../src/run/engine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import type { PairTable } from "../../src/solvers/md/pairTable.ts";

const box: Box = {
  dimensions: 3,
  lower: [0, 0, 0],
  lengths: [10, 10, 10],
  boundaries: ["open", "open", "open"],
};

/** A model for the recorders alone: two types, no pair interaction. */
export const trapModel: MolecularModel = {
  units: unitSystems.reduced,
  box,
  types: [
    { name: "A", mass: 1 },
    { name: "B", mass: 1 },
  ],
  pairs: { typeCount: 2, tailCorrection: false } as unknown as PairTable,
  skin: 0.3,
  timeStep: 0.01,
  integrator: { kind: "velocity-verlet" },
  seed: 1,
  totalSteps: 100,
};

export interface TrapFaults {
  /** Throws NumericalError for particle 3 in the batch that reaches this step. */
  readonly failAtStep?: number;
  readonly convergeAtStep?: number;
  /** Convergence is noticed only by a batch that cannot make a step. */
  readonly noticesLate?: boolean;
}

const count = 8;
const centre = 5;

/** Particles in a harmonic trap with unit constants, by symplectic Euler steps: an engine small enough to trust. */
export class TrappedParticles implements Engine {
  readonly adapter = { description: "harmonic trap", kind: "reference" } as const;
  readonly particleCount = count;
  readonly memoryBytes = 0;
  readonly neighbourListBuilds = 0;
  /** Plans of all batches so far. */
  readonly plans: BatchPlan[] = [];
  #step = 0;
  #position = Float64Array.from({ length: 3 * count }, (_, k) => centre + Math.sin(k));
  #velocity = Float64Array.from({ length: 3 * count }, (_, k) => Math.cos(2 * k));
  #origin = { step: 0, position: this.#position.slice(), velocity: this.#velocity.slice() };

  constructor(
    private readonly options: EngineOptions,
    private readonly faults: TrapFaults = {},
  ) {}

  get step(): number {
    return this.#step;
  }

  async advance(plan: BatchPlan): Promise<BatchResult> {
    this.plans.push(plan);
    const { failAtStep, convergeAtStep = Infinity, noticesLate = false } = this.faults;
    const from = this.#step;
    if (failAtStep !== undefined && plan.untilStep >= failAtStep) {
      throw new NumericalError(`particle 3 is lost at step ${failAtStep}`, failAtStep, 3);
    }
    const result = { totals: [], pairHistograms: [], displacements: [] };
    this.#sample(plan, result);
    while (this.#step < Math.min(plan.untilStep, convergeAtStep)) {
      for (let k = 0; k < 3 * count; k++) this.#velocity[k] -= 0.01 * (this.#position[k] - centre);
      for (let k = 0; k < 3 * count; k++) this.#position[k] += 0.01 * this.#velocity[k];
      this.#step++;
      this.#sample(plan, result);
    }
    const stuck = plan.untilStep > from && this.#step === from;
    return { ...result, converged: this.#step >= convergeAtStep && (stuck || !noticesLate) };
  }

  async frame(options: { readonly potentialEnergy?: boolean } = {}): Promise<Frame> {
    const particles = createParticles(count);
    particles.position.set(this.#position);
    particles.velocity.set(this.#velocity);
    particles.type.fill(1, count - 3);
    return {
      step: this.#step,
      time: this.#step * trapModel.timeStep,
      box,
      particles,
      force: this.#position.map((x) => centre - x),
      ...(options.potentialEnergy && { potentialEnergy: new Float64Array(count) }),
      typeNames: ["A", "B"],
    };
  }

  async setDisplacementOrigin(): Promise<void> {
    this.#origin = { step: this.#step, position: this.#position.slice(), velocity: this.#velocity.slice() };
  }

  async saveState(): Promise<EngineState> {
    return {
      step: Uint32Array.of(this.#step, this.#origin.step),
      position: this.#position.slice(),
      velocity: this.#velocity.slice(),
      originPosition: this.#origin.position,
      originVelocity: this.#origin.velocity,
    };
  }

  async loadState(state: EngineState): Promise<void> {
    this.#step = state.step[0];
    this.#position = Float64Array.from(state.position);
    this.#velocity = Float64Array.from(state.velocity);
    this.#origin = {
      step: state.step[1],
      position: Float64Array.from(state.originPosition),
      velocity: Float64Array.from(state.originVelocity),
    };
  }

  destroy(): void {}

  #sample(
    plan: BatchPlan,
    result: { totals: Totals[]; pairHistograms: PairHistogram[]; displacements: DisplacementSample[] },
  ): void {
    if (plan.totalsAt.includes(this.#step)) result.totals.push(this.#totals());
    if (plan.pairHistogramAt.includes(this.#step)) result.pairHistograms.push(this.#pairHistogram());
    if (plan.displacementAt.includes(this.#step)) result.displacements.push(this.#displacement());
  }

  #totals(): Totals {
    const kineticEnergy = this.#velocity.reduce((sum, v) => sum + (v * v) / 2, 0);
    const potentialEnergy = this.#position.reduce((sum, x) => sum + (x - centre) ** 2 / 2, 0);
    return {
      step: this.#step,
      kineticEnergy,
      potentialEnergy,
      kineticTensor: [kineticEnergy, kineticEnergy / 2, kineticEnergy / 2, 0, 0, 0],
      virialTensor: [1, 2, 3, 4, 5, 6],
      momentum: [this.#velocity[0], this.#velocity[1], this.#velocity[2]],
      thermostatEnergy: 0.25,
      maximumForce: 1,
    };
  }

  #pairHistogram(): PairHistogram {
    const { bins } = this.options.pairHistogram!;
    return { step: this.#step, counts: new Float64Array(3 * bins).fill(this.#step + 1) };
  }

  #displacement(): DisplacementSample {
    const origin = this.#origin;
    const mean = (term: (k: number) => number) =>
      this.#position.reduce((sum, _, k) => sum + term(k), 0) / count;
    return {
      step: this.#step,
      originStep: origin.step,
      meanSquareDisplacement: mean((k) => (this.#position[k] - origin.position[k]) ** 2),
      velocityAutocorrelation: mean((k) => this.#velocity[k] * origin.velocity[k]),
    };
  }
}
