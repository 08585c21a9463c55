import type { Course, CourseProgress } from "./course.ts";
import type { Output } from "./output.ts";
import type { Results } from "./recorders/recorder.ts";

/** What every run reads of its scenario; the whole of it goes into `run.json`. */
export interface RunnableScenario {
  readonly run: { readonly seed: number };
}

export interface SimulationOptions {
  /** In its initial state; it stays the caller's to destroy. */
  readonly course: Course;
  /** With every default and override filled in. */
  readonly scenario: RunnableScenario;
  /** It stays the caller's to close. */
  readonly output: Output;
  /** Version of this program. */
  readonly version: string;
  /** Called after every batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asks to stop: the current batch is finished and a checkpoint written. */
  readonly signal?: AbortSignal;
  /** Wall clock [s]. */
  readonly now?: () => number;
}

/** A time of the simulated world. */
export interface SimulatedTime {
  readonly value: number;
  readonly unit: string;
}

/** How far a run is, in steps or in simulated time. */
export interface Progress extends CourseProgress {
  readonly step: number;
  readonly particles: number;
  /** Of the time loop, earlier parts of a resumed run included [s]. */
  readonly wallSeconds: number;
  readonly particleStepsPerSecond: number;
}

export interface RunSummary {
  readonly status: "done" | "interrupted";
  /** Steps done. */
  readonly steps: number;
  /** Simulated so far. */
  readonly time: SimulatedTime;
  readonly particles: number;
  /** The time loop alone [s]. */
  readonly wallSeconds: number;
  readonly particleStepsPerSecond: number;
  readonly adapter: string;
  readonly notices: readonly string[];
  readonly results: Results;
}
