import type { Frame } from "../src/core/frame.ts";
import type { DisplacementSample, PairHistogram, Totals } from "../src/observables/samples.ts";
import { type ThermodynamicState, thermodynamicState } from "../src/observables/thermodynamics.ts";
import { BatchLength } from "../src/run/batchLength.ts";
import type { Engine, EngineOptions } from "../src/run/engine.ts";
import { type RecorderContext, recorderContext } from "../src/run/recorders/recorderContext.ts";
import type { BuiltModel } from "../src/run/scenario/buildModel.ts";
import type { ValidationEnvironment } from "./validationCase.ts";

/** Every how many steps to sample, counted from where a stretch begins. */
export interface Sampling {
  readonly totals?: number;
  readonly pairHistogram?: number;
  readonly displacement?: number;
}

/** What a stretch of steps gave; the state it began with is not part of it. */
export interface Samples {
  readonly states: readonly ThermodynamicState[];
  readonly pairHistograms: readonly PairHistogram[];
  readonly displacements: readonly DisplacementSample[];
}

/** An engine at work on a model, driven stretch by stretch. */
export class Experiment {
  readonly #batchLength = new BatchLength();

  private constructor(
    readonly engine: Engine,
    readonly model: BuiltModel["model"],
    readonly context: RecorderContext,
  ) {}

  static async start(engine: Engine, { model }: BuiltModel): Promise<Experiment> {
    return new Experiment(engine, model, recorderContext(model, await engine.frame()));
  }

  /** The present state. */
  async state(): Promise<ThermodynamicState> {
    const { step } = this.engine;
    const plan = { untilStep: step, totalsAt: [step], pairHistogramAt: [], displacementAt: [] };
    const { totals } = await this.engine.advance(plan);
    return this.#stateOf(totals[0]);
  }

  /** The present number of pairs closer than the `maximumDistance` that the engine was opened with. */
  async countPairs(): Promise<number> {
    const { step } = this.engine;
    const plan = { untilStep: step, totalsAt: [], pairHistogramAt: [step], displacementAt: [] };
    const { pairHistograms } = await this.engine.advance(plan);
    return pairHistograms[0].counts.reduce((sum, count) => sum + count, 0);
  }

  /** Goes on by a number of steps, in batches that are short enough for any driver. */
  async advance(steps: number, sampling: Sampling = {}): Promise<Samples> {
    const start = this.engine.step;
    const samples = {
      states: [] as ThermodynamicState[],
      pairHistograms: [] as PairHistogram[],
      displacements: [] as DisplacementSample[],
    };
    while (this.engine.step < start + steps) {
      const from = this.engine.step;
      const untilStep = Math.min(from + this.#batchLength.steps, start + steps);
      const due = (every: number | undefined) => multiplesIn(start, from, untilStep, every);
      const begun = performance.now();
      const result = await this.engine.advance({
        untilStep,
        totalsAt: due(sampling.totals),
        pairHistogramAt: due(sampling.pairHistogram),
        displacementAt: due(sampling.displacement),
      });
      this.#batchLength.measured(untilStep - from, (performance.now() - begun) / 1000);
      samples.states.push(...result.totals.map((totals) => this.#stateOf(totals)));
      samples.pairHistograms.push(...result.pairHistograms);
      samples.displacements.push(...result.displacements);
    }
    return samples;
  }

  frame(): Promise<Frame> {
    return this.engine.frame();
  }

  #stateOf(totals: Totals): ThermodynamicState {
    return thermodynamicState(totals, this.context.thermodynamics);
  }
}

/** Steps start + k · every in (from, until]. */
function multiplesIn(start: number, from: number, until: number, every: number | undefined): number[] {
  if (every === undefined) return [];
  const first = Math.floor((from - start) / every) + 1;
  const last = Math.floor((until - start) / every);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => start + (first + k) * every);
}

/** Opens an engine for a model, and closes it when the action is over. */
export function withExperiment<T>(
  environment: ValidationEnvironment,
  built: BuiltModel,
  action: (experiment: Experiment) => Promise<T>,
  options: EngineOptions = {},
): Promise<T> {
  return environment.withEngine(built, options, async (engine) =>
    action(await Experiment.start(engine, built)),
  );
}
