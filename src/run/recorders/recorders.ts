import type { BatchPlan, Engine, EngineOptions } from "../engine.ts";
import { dueWithin, isDue, nextDue } from "../schedule.ts";
import type { RecordPlan } from "../scenario/recordSchema.ts";
import { DisplacementRecorder } from "./displacementRecorder.ts";
import { FrameRecorder } from "./frameRecorder.ts";
import { RadialDistributionRecorder } from "./radialDistributionRecorder.ts";
import type { ColumnUnits, Recorder, Results, SampleKind, Samples, Write } from "./recorder.ts";
import type { RecorderContext } from "./recorderContext.ts";
import { ThermoRecorder } from "./thermoRecorder.ts";
import { TrajectoryRecorder } from "./trajectoryRecorder.ts";

/** What an engine must be able to sample for a scenario's `record`. */
export function engineOptionsFor(record: RecordPlan): EngineOptions {
  const { radialDistribution, displacement } = record;
  return {
    ...(radialDistribution && {
      pairHistogram: { bins: radialDistribution.bins, maximumDistance: radialDistribution.maximumDistance },
    }),
    displacement: displacement !== undefined,
  };
}

/** All recorders of a run, taken as one. */
export class Recorders {
  readonly #all: readonly Recorder[];
  /** The last step that each recorder of first and last states has on record. */
  readonly #lastSteps = new Map<Recorder, number>();

  constructor(
    private readonly record: RecordPlan,
    context: RecorderContext,
  ) {
    const { thermo, trajectory, frames, radialDistribution, displacement } = record;
    const recorders: (Recorder | undefined)[] = [
      thermo && new ThermoRecorder(thermo, context),
      trajectory && new TrajectoryRecorder(trajectory),
      frames && new FrameRecorder(frames),
      radialDistribution && new RadialDistributionRecorder(radialDistribution, context),
      displacement && new DisplacementRecorder(displacement, context),
    ];
    this.#all = recorders.filter((recorder) => recorder !== undefined);
  }

  get columns(): ColumnUnits {
    return Object.assign({}, ...this.#all.map((recorder) => recorder.columns));
  }

  get appendedFiles(): string[] {
    return this.#all.flatMap((recorder) => recorder.appendedFiles);
  }

  begin(): Write[] {
    return this.#all.flatMap((recorder) => recorder.begin ?? []);
  }

  /** What to sample in (after, until]. */
  plan(after: number, until: number): BatchPlan {
    const steps = (kind: SampleKind) =>
      this.#of(kind).flatMap(({ schedule }) => dueWithin(schedule, after, until));
    return {
      untilStep: until,
      totalsAt: steps("totalsAt"),
      pairHistogramAt: steps("pairHistogramAt"),
      displacementAt: steps("displacementAt"),
    };
  }

  /** The first step after a given one at which a batch must end. */
  nextStop(after: number): number {
    return this.#all.reduce((stop, recorder) => {
      const frame = recorder.source === "frame" ? nextDue(recorder.schedule, after) : Infinity;
      return Math.min(stop, frame, recorder.nextStop?.(after) ?? Infinity);
    }, Infinity);
  }

  takeSamples(samples: Samples): Write[] {
    const lastTotals = samples.totals.at(-1);
    if (lastTotals)
      this.#of("totalsAt").forEach((recorder) => this.#lastSteps.set(recorder, lastTotals.step));
    return this.#all.flatMap((recorder) => recorder.takeSamples?.(samples) ?? []);
  }

  /** Records what the engine has at a stop: frames, new origins; with `ends`, the first or the last state. */
  async atStop(engine: Engine, ends: boolean): Promise<Write[]> {
    const writes = ends ? await this.#sampleEnd(engine) : [];
    writes.push(...(await this.#recordFrame(engine, ends)));
    for (const recorder of this.#all) {
      const write = await recorder.atStop?.(engine);
      if (write) writes.push(write);
    }
    return writes;
  }

  reports(): Write[] {
    return this.#all.flatMap((recorder) => recorder.report?.() ?? []);
  }

  results(): Results {
    return Object.assign({}, ...this.#all.map((recorder) => recorder.results?.()));
  }

  saveState(): Record<string, Float64Array> {
    const states = this.#all.flatMap((recorder) =>
      recorder.saveState ? [[recorder.name, recorder.saveState()]] : [],
    );
    const lastSteps = Float64Array.from(this.#all, (recorder) => this.#lastSteps.get(recorder) ?? NaN);
    return { ...Object.fromEntries(states), lastSteps };
  }

  loadState({ lastSteps, ...states }: Readonly<Record<string, Float64Array>>): void {
    this.#all.forEach((recorder, k) => {
      recorder.loadState?.(states[recorder.name]);
      this.#lastSteps.set(recorder, lastSteps[k]);
    });
  }

  /** Totals of the first or the last state, where they are not on record yet. */
  async #sampleEnd(engine: Engine): Promise<Write[]> {
    const { step } = engine;
    if (this.#of("totalsAt").every((recorder) => this.#lastSteps.get(recorder) === step)) return [];
    const plan = { untilStep: step, totalsAt: [step], pairHistogramAt: [], displacementAt: [] };
    return this.takeSamples(await engine.advance(plan));
  }

  async #recordFrame(engine: Engine, ends: boolean): Promise<Write[]> {
    const { step } = engine;
    const wanting = this.#of("frame").filter(
      (recorder) => (ends || isDue(recorder.schedule, step)) && this.#lastSteps.get(recorder) !== step,
    );
    if (wanting.length === 0) return [];
    const frame = await engine.frame({ potentialEnergy: this.record.frames?.potentialEnergy });
    return wanting.flatMap((recorder) => {
      this.#lastSteps.set(recorder, step);
      return recorder.takeFrame?.(frame) ?? [];
    });
  }

  #of(source: Recorder["source"]): Recorder[] {
    return this.#all.filter((recorder) => recorder.source === source);
  }
}
