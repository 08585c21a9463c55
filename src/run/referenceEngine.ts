import { InputError } from "../core/failure.ts";
import type { Frame } from "../core/frame.ts";
import type { Particles } from "../core/particles.ts";
import type { DisplacementSample, PairHistogram, Totals } from "../observables/samples.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import { countPairs } from "../solvers/md/reference/countPairs.ts";
import {
  type DisplacementOrigin,
  displacementOrigin,
  sampleDisplacement,
} from "../solvers/md/reference/displacement.ts";
import { MolecularSystem } from "../solvers/md/reference/molecularSystem.ts";
import {
  type BatchPlan,
  type BatchResult,
  type Engine,
  type EngineOptions,
  type EngineState,
  referenceAdapter,
} from "./engine.ts";

/** How long other work of this thread may have to wait [ms]. */
const longestStretch = 50;

/** Molecular dynamics in float64 on the CPU: the twin that GPU passes are checked against, and the fallback. */
export class ReferenceEngine implements Engine {
  readonly adapter = referenceAdapter;
  readonly #system: MolecularSystem;
  #origin: DisplacementOrigin | undefined;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a position, a velocity or a force is not finite, as that of particles in one place
   */
  constructor(
    private readonly model: MolecularModel,
    particles: Particles,
    private readonly options: EngineOptions = {},
  ) {
    this.#system = new MolecularSystem(model, particles);
    if (options.displacement) this.#origin = displacementOrigin(model.box, this.#system.state);
  }

  get particleCount(): number {
    return this.#system.state.particles.count;
  }

  get step(): number {
    return this.#system.state.step;
  }

  get memoryBytes(): number {
    const origin = this.#origin ? this.#origin.position.byteLength + this.#origin.velocity.byteLength : 0;
    return this.#system.memoryBytes + origin;
  }

  get neighbourListBuilds(): number {
    return this.#system.neighbourListBuilds;
  }

  async advance(plan: BatchPlan): Promise<BatchResult> {
    const before = this.#system.save();
    try {
      return await this.#advance(plan);
    } catch (error) {
      this.#system.restore(before);
      throw error;
    }
  }

  async frame(options: { readonly potentialEnergy?: boolean } = {}): Promise<Frame> {
    const { particles, force, step } = this.#system.state;
    return {
      step,
      time: step * this.model.timeStep,
      box: this.model.box,
      particles: copyParticles(particles),
      force: force.slice(),
      ...(options.potentialEnergy && { potentialEnergy: this.#system.potentialEnergy() }),
      typeNames: this.model.types.map(({ name }) => name),
    };
  }

  async setDisplacementOrigin(): Promise<void> {
    this.#origin = displacementOrigin(this.model.box, this.#system.state);
  }

  async saveState(): Promise<EngineState> {
    if (!this.#origin) return this.#system.save();
    const { step, position, velocity } = this.#origin;
    return {
      ...this.#system.save(),
      originStep: Float64Array.of(step),
      originPosition: position.slice(),
      originVelocity: velocity.slice(),
    };
  }

  /** @throws InputError where the state is of another model */
  async loadState(state: EngineState): Promise<void> {
    const expected = this.#system.save();
    const problems = Object.keys(expected)
      .filter((name) => state[name]?.length !== expected[name].length)
      .map((name) => ({
        path: name,
        message: `must have ${expected[name].length} numbers for this model, got ${state[name]?.length ?? "none"}`,
      }));
    if (problems.length > 0) throw new InputError(problems);
    this.#system.restore(state as ReturnType<MolecularSystem["save"]>);
    if (state.originPosition) {
      this.#origin = {
        step: state.originStep[0],
        position: Float64Array.from(state.originPosition),
        velocity: Float64Array.from(state.originVelocity),
      };
    } else if (this.options.displacement) await this.setDisplacementOrigin();
  }

  /** Nothing is held that needs giving back. */
  destroy(): void {}

  async #advance(plan: BatchPlan): Promise<BatchResult> {
    const system = this.#system;
    const samples = { totals: [], pairHistograms: [], displacements: [] };
    if (plan.untilStep === system.state.step) this.#sample(plan, samples);
    let yieldedAt = performance.now();
    while (system.state.step < plan.untilStep && !system.isConverged) {
      system.advance();
      this.#sample(plan, samples);
      if (performance.now() - yieldedAt > longestStretch) {
        await new Promise((resolve) => setTimeout(resolve));
        yieldedAt = performance.now();
      }
    }
    return { ...samples, converged: system.isConverged };
  }

  #sample(
    plan: BatchPlan,
    samples: { totals: Totals[]; pairHistograms: PairHistogram[]; displacements: DisplacementSample[] },
  ): void {
    const { model } = this;
    const { state } = this.#system;
    const { step, particles } = state;
    const { pairHistogram } = this.options;
    if (plan.totalsAt.includes(step)) samples.totals.push(this.#system.totals());
    if (pairHistogram && plan.pairHistogramAt.includes(step)) {
      const { bins, maximumDistance } = pairHistogram;
      const counts = countPairs(model, particles.position, particles.type, bins, maximumDistance);
      samples.pairHistograms.push({ step, counts });
    }
    if (this.#origin && plan.displacementAt.includes(step)) {
      samples.displacements.push(sampleDisplacement(model.box, state, this.#origin));
    }
  }
}

function copyParticles({ count, position, velocity, type, id, image }: Particles): Particles {
  return {
    count,
    position: position.slice(),
    velocity: velocity.slice(),
    type: type.slice(),
    id: id.slice(),
    image: image.slice(),
  };
}
