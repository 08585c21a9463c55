import { InputError } from "../core/failure.ts";
import type { FluidFrame } from "../core/fluidFrame.ts";
import type { SolverDiagnostics } from "../solvers/sph/fluidSolver.ts";
import type { FluidModel, FluidParticles } from "../solvers/sph/model.ts";
import { reserveMaterial, visibleSolids } from "../solvers/sph/openBoundaries/openBoundaries.ts";
import { createReferenceSystem, type ReferenceSystem } from "../solvers/sph/reference/referenceSystem.ts";
import type { SavedFluid } from "../solvers/sph/reference/savedFluid.ts";
import type { EngineState } from "./engine.ts";
import { type FluidClock, type FluidEngine, type TimeStepLimit, timeStepLimits } from "./fluidEngine.ts";

/** How long other work of this thread may have to wait [ms]. */
const longestStretch = 50;

/** Fluids in float64 on the CPU: the twin that GPU passes are checked against, and the fallback. */
export class ReferenceFluidEngine implements FluidEngine {
  readonly adapter = { description: "float64 reference (CPU)", kind: "reference" } as const;
  readonly #system: ReferenceSystem;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a number of a particle is not finite or its density not positive
   */
  constructor(
    private readonly model: FluidModel,
    particles: FluidParticles,
  ) {
    this.#system = createReferenceSystem(model, particles);
  }

  get particleCount(): number {
    return this.#system.state.particles.count;
  }

  get clock(): FluidClock {
    const { step, time, timeStep, limitCounts, added, removed } = this.#system.state;
    const counts = timeStepLimits.map((limit, k) => [limit, limitCounts[k] ?? 0]);
    return {
      step,
      time,
      timeStep,
      limits: Object.fromEntries(counts) as Record<TimeStepLimit, number>,
      ...(this.model.openBoundaries && { exchange: { added, removed } }),
    };
  }

  get memoryBytes(): number {
    return this.#system.memoryBytes;
  }

  get neighbourListBuilds(): number {
    return this.#system.neighbourSearches;
  }

  get diagnostics(): SolverDiagnostics | undefined {
    return this.#system.diagnostics;
  }

  async advance(plan: { readonly untilTime: number; readonly maximumSteps: number }): Promise<void> {
    const system = this.#system;
    const before = system.save();
    const lastStep = system.state.step + plan.maximumSteps;
    let yieldedAt = performance.now();
    try {
      while (system.state.time < plan.untilTime && system.state.step < lastStep) {
        system.advance();
        if (performance.now() - yieldedAt > longestStretch) {
          await new Promise((resolve) => setTimeout(resolve));
          yieldedAt = performance.now();
        }
      }
    } catch (error) {
      system.restore(before);
      throw error;
    }
  }

  async frame(): Promise<FluidFrame> {
    const { model } = this;
    const { step, time, particles, density, pressure, acceleration } = this.#system.state;
    const reserve = reserveMaterial(model);
    const rows = [...particles.type.keys()].filter((i) => particles.type[i] !== reserve);
    const vectors = (values: Float64Array) =>
      Float64Array.from(rows.flatMap((i) => [values[3 * i], values[3 * i + 1], values[3 * i + 2]]));
    return {
      step,
      time,
      box: model.box,
      particles: {
        count: rows.length,
        position: vectors(particles.position),
        velocity: vectors(particles.velocity),
        type: Uint32Array.from(rows, (i) => particles.type[i]),
        id: Uint32Array.from(rows, (i) => particles.id[i]),
        image: Int32Array.from(rows.flatMap((i) => [0, 1, 2].map((axis) => particles.image[3 * i + axis]))),
      },
      density: Float64Array.from(rows, (i) => density[i]),
      pressure: Float64Array.from(rows, (i) => pressure[i]),
      acceleration: vectors(acceleration),
      materialNames: [...model.fluids, ...visibleSolids(model)].map(({ name }) => name),
      fluidCount: model.fluids.length,
    };
  }

  async saveState(): Promise<EngineState> {
    return this.#system.save();
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
    this.#system.restore(state as SavedFluid);
  }

  /** Nothing is held that needs giving back. */
  destroy(): void {}
}
