import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { isWall } from "../../../observables/fluid/solidForces.ts";
import type { FluidClock } from "../../fluidEngine.ts";
import type { FluidRecordPlan } from "../../scenario/fluid/fluidRecordSchema.ts";
import type { ColumnUnits, Results, Write } from "../recorder.ts";
import { FluidFrameRecorder } from "./fluidFrameRecorder.ts";
import type { FluidRecorder, FluidRecorderContext } from "./fluidRecorder.ts";
import { FluidTotalsRecorder } from "./fluidTotalsRecorder.ts";
import { GaugeRecorder } from "./gaugeRecorder.ts";
import { SolidRecorder } from "./solidRecorder.ts";
import { SurfaceRecorder } from "./surfaceRecorder.ts";
import { TimeSchedule } from "./timeSchedule.ts";

interface Scheduled {
  readonly recorder: FluidRecorder;
  readonly schedule: TimeSchedule;
  /** The last step it has on record; NaN before any. */
  lastStep: number;
}

/** All recorders of a fluid, taken as one. */
export class FluidRecorders {
  readonly #all: readonly Scheduled[];

  /** @param record without fluidRecordProblems */
  constructor(record: FluidRecordPlan, context: FluidRecorderContext) {
    const { measure, gauges, frames, surface } = record;
    const hasSolids = context.fluid.materials.some(isWall);
    const recorders: (FluidRecorder | false | undefined)[] = [
      measure && new FluidTotalsRecorder(measure.every, context),
      measure && gauges.length > 0 && new GaugeRecorder(measure.every, gauges, context),
      measure && hasSolids && new SolidRecorder(measure.every, context),
      frames && new FluidFrameRecorder(frames),
      surface && new SurfaceRecorder(surface, context),
    ];
    this.#all = recorders
      .filter((recorder) => recorder !== undefined && recorder !== false)
      .map((recorder) => ({ recorder, schedule: new TimeSchedule(recorder.every), lastStep: NaN }));
  }

  get columns(): ColumnUnits {
    return Object.assign({}, ...this.#all.map(({ recorder }) => recorder.columns));
  }

  get appendedFiles(): string[] {
    return this.#all.flatMap(({ recorder }) => recorder.appendedFiles);
  }

  begin(): Write[] {
    return this.#all.flatMap(({ recorder }) => recorder.begin ?? []);
  }

  /** The time from which on something is due: batches must not go beyond the first step there [time]. */
  nextStop(): number {
    return Math.min(...this.#all.map(({ schedule }) => schedule.nextDue));
  }

  /** Whether `record` has something to write of a state at this time: no frame is needed where it has not. */
  isDue(time: number): boolean {
    return time >= this.nextStop();
  }

  /** Records what is due of a state, unless it is on record already. */
  record(frame: FluidFrame, clock: FluidClock): Write[] {
    return this.#take(
      this.#all.filter(({ schedule }) => schedule.isDue(clock.time)),
      frame,
      clock,
    );
  }

  /** Records the first or the last state of a run, whatever is due, unless it is on record already. */
  recordEnds(frame: FluidFrame, clock: FluidClock): Write[] {
    return this.#take(this.#all, frame, clock);
  }

  reports(): Write[] {
    return this.#all.flatMap(({ recorder }) => recorder.reports?.() ?? []);
  }

  results(): Results {
    return Object.assign({}, ...this.#all.map(({ recorder }) => recorder.results?.()));
  }

  /** Of every recorder, by its name: the schedule's next sample, the last step on record, and what it keeps itself. */
  saveState(): Record<string, Float64Array> {
    const states = this.#all.map(({ recorder, schedule, lastStep }) => [
      recorder.name,
      Float64Array.from([schedule.next, lastStep, ...(recorder.saveState?.() ?? [])]),
    ]);
    return Object.fromEntries(states);
  }

  loadState(states: Readonly<Record<string, Float64Array>>): void {
    for (const scheduled of this.#all) {
      const state = states[scheduled.recorder.name];
      [scheduled.schedule.next, scheduled.lastStep] = state;
      scheduled.recorder.loadState?.(state.slice(2));
    }
  }

  #take(wanting: readonly Scheduled[], frame: FluidFrame, clock: FluidClock): Write[] {
    return wanting.flatMap((scheduled) => {
      scheduled.schedule.take(clock.time);
      if (scheduled.lastStep === clock.step) return [];
      scheduled.lastStep = clock.step;
      return scheduled.recorder.take(frame, clock);
    });
  }
}
