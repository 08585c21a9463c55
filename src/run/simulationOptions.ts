import type { MolecularModel } from "../solvers/md/model.ts";
import type { Engine } from "./engine.ts";
import type { Output } from "./output.ts";
import type { Results } from "./recorders/recorder.ts";
import type { RecordPlan } from "./scenario/recordSchema.ts";

/** What the loop reads of a scenario; the whole of it goes into `run.json`. */
export interface RunnableScenario {
  readonly run: { readonly steps: number; readonly seed: number };
  readonly record: RecordPlan;
}

export interface SimulationOptions {
  /** At step 0, made with engineOptionsFor(scenario.record); it stays the caller's to destroy. */
  readonly engine: Engine;
  readonly model: MolecularModel;
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

export interface Progress {
  readonly step: number;
  readonly totalSteps: number;
  readonly particles: number;
  /** Of the time loop, earlier parts of a resumed run included [s]. */
  readonly wallSeconds: number;
  readonly particleStepsPerSecond: number;
}

export interface RunSummary {
  readonly status: "done" | "interrupted";
  /** Steps done. */
  readonly steps: number;
  readonly particles: number;
  /** The time loop alone [s]. */
  readonly wallSeconds: number;
  readonly particleStepsPerSecond: number;
  readonly adapter: string;
  readonly notices: readonly string[];
  readonly results: Results;
}
