import type { FluidFrame } from "../core/fluidFrame.ts";
import type { Frame } from "../core/frame.ts";
import type { DrawableParticles } from "../gpu/drawable.ts";
import type { PassProfiler } from "../gpu/passProfiler.ts";
import type { Grip } from "../solvers/sph/solids/solidGrip.ts";
import type { Stroke } from "../solvers/stirring/stirring.ts";
import type { EngineAdapter, EngineState } from "./engine.ts";
import type { ColumnUnits, Results, Write } from "./recorders/recorder.ts";

/** How far a run is, in what drives it: steps, or simulated time. */
export interface CourseProgress {
  readonly done: number;
  readonly total: number;
  /** `steps`, or a unit of time. */
  readonly unit: string;
}

/** What a course puts into a checkpoint: all that its next steps and records depend on. */
export interface CourseState {
  readonly engine: EngineState;
  /** What recorders keep, by their name. */
  readonly recorders: Readonly<Record<string, Float64Array>>;
}

/** What there is to write of a state, and whether the schedule asks for a checkpoint of it. */
export interface Records {
  readonly writes: readonly Write[];
  readonly checkpointDue: boolean;
}

/**
 * What a run does between two writes: an engine with its schedule and its recorders, of any solver family. Simulation
 * knows the order in which a course goes and where its files lie; only the course knows what it computes.
 *
 * `prepare`, then for a new run `headers` and `begin`, then `advance` and `record` in turn until it is complete.
 */
export interface Course {
  readonly adapter: EngineAdapter;
  readonly particleCount: number;
  /** Bytes held for particles, lists and scratch. */
  readonly memoryBytes: number;
  readonly neighbourListBuilds: number;
  /** The particles where they lie on a device; left out where there is none. */
  readonly drawable?: DrawableParticles;
  /** The step the state is at. */
  readonly step: number;
  /** The time of the state [timeUnit]. */
  readonly time: number;
  readonly timeUnit: string;
  readonly progress: CourseProgress;
  /** Whether the run has come to its end. */
  readonly isComplete: boolean;
  /** Empty before `prepare`. */
  readonly columns: ColumnUnits;
  /** Files that are appended to: a resumed run cuts them to their length at the checkpoint. */
  readonly appendedFiles: readonly string[];
  /** What a reader of the results should know from the start. */
  readonly notices?: readonly string[];
  /** Numbers about the run that its family adds to `run.json`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Takes up a checkpoint, if there is one, and sets up the recorders. */
  prepare(saved?: CourseState & { readonly complete: boolean }): Promise<void>;
  /** What precedes the first record. */
  headers(): readonly Write[];
  /** The records of the initial state. */
  begin(): Promise<readonly Write[]>;
  /**
   * Goes on by one batch: at most so many steps (≥ 1), never beyond a stop of its schedule or its end. The state is
   * that of the batch's start where it throws NumericalError.
   *
   * @param profiler times the passes, on a device
   * @param stop a stop besides, in what `progress` is given in, ahead of where it is: the batch ends with the first step that has reached it
   */
  advance(maximumSteps: number, profiler?: PassProfiler, stop?: number): Promise<void>;
  /** Records what the last batch has brought, and where it is complete the last state. Not part of a batch's time. */
  record(): Promise<Records>;
  /** Files that are written anew with every checkpoint and at the end. */
  reports(): readonly Write[];
  /** Empty before `prepare`. */
  results(): Results;
  saveState(): Promise<CourseState>;
  /** The present configuration: a copy, which later steps leave as it is. */
  frame(): Promise<Frame | FluidFrame>;
  /** The present configuration as a file, for when the numbers go wrong. */
  lastFrame(): Promise<{ readonly file: string; readonly content: Uint8Array }>;
  /** A hand moves particles between two steps; left out where there is no device. */
  stir?(stroke: Stroke): Promise<void>;
  /** A hand takes hold of a solid; undefined where it cannot be moved. Left out where nothing can. */
  grip?(solid: string): Promise<Grip | undefined>;
  /**
   * Goes on from a state whose particles are in any order: not to the last bit as if it had not been taken up. Left out where that
   * is not known.
   */
  adopt?(state: CourseState): Promise<void>;
  /** Lets go of the engine; idempotent. */
  destroy(): void;
}
