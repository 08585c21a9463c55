import type { Frame } from "../../core/frame.ts";
import type { BatchPlan, BatchResult, Engine } from "../engine.ts";
import type { Output } from "../output.ts";
import type { Schedule } from "../schedule.ts";

/** Unit of every column of the CSV files, by file name and column. */
export type ColumnUnits = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Numbers about the run as a whole, each with its unit. */
export type Results = Readonly<Record<string, { readonly value: number; readonly unit: string }>>;

/** Puts on record what was taken; called once, later, in order. */
export type Write = (output: Output) => Promise<void>;

/** The lists of a batch's samples. */
export type Samples = Omit<BatchResult, "converged">;
export type SampleKind = Exclude<keyof BatchPlan, "untilStep">;

/** Writes observables or frames on a schedule. What it keeps between stops goes into checkpoints. */
export interface Recorder {
  readonly name: string;
  readonly schedule: Schedule;
  /**
   * What it lives on: samples taken within a batch, or whole frames, for which a batch ends. Totals and frames are
   * recorded of the first and the last state too, whatever the schedule says.
   */
  readonly source: SampleKind | "frame";
  readonly columns: ColumnUnits;
  /** Files it appends to: a resumed run cuts them to their length at the checkpoint. */
  readonly appendedFiles: readonly string[];
  /** Puts down what precedes the first record. */
  begin?: Write;
  takeSamples?(samples: Samples): Write | undefined;
  takeFrame?(frame: Frame): Write;
  /** Further steps at which a batch must end, and what it does with the engine there. */
  nextStop?(after: number): number;
  atStop?(engine: Engine): Promise<Write | undefined>;
  /** Files that are written anew with every checkpoint and at the end. */
  report?(): Write;
  results?(): Results;
  saveState?(): Float64Array;
  loadState?(state: Float64Array): void;
}
