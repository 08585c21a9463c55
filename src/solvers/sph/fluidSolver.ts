import type { Encoder } from "../../gpu/pass.ts";
import type { FluidSystem, Stage } from "./fluidSystem.ts";

/** What became of the iterations of the last step, one entry for each equation that a scheme iterates. */
export type SolverDiagnostics = readonly {
  readonly name: string;
  readonly iterations: number;
  readonly hasConverged: boolean;
  /** What the iterations left; dimensionless. */
  readonly error: number;
}[];

/** A scheme on the device: records steps over a fluid system. It never submits, waits or reads back. */
export interface FluidSolver {
  readonly system: FluidSystem;
  /** Buffers that a step changes and nothing else can give back: what a snapshot and a checkpoint hold. */
  readonly savedBuffers: readonly string[];
  /** Of schemes that iterate: a few words on the device, to be copied back, and what they say. */
  readonly diagnostics?: {
    readonly buffer: GPUBuffer;
    readonly bytes: number;
    unpack(data: ArrayBuffer): SolverDiagnostics;
  };
  /** The parts of a step in order: verification looks at what is between them. */
  readonly stages: readonly Stage[];
  encodeStep(encoder: Encoder): void;
  /** Records what a step does after particles have moved: with a time step of 0 it makes the initial state whole. */
  encodeEvaluation(encoder: Encoder): void;
  /**
   * Of schemes that iterate: records more iterations in every step from now on, as those that were recorded have not been enough
   * (haltCodes.unfinished). How many are recorded changes no result: those behind the last that is needed do nothing.
   *
   * @param diagnostics of the step that was given up, by which only those that were too few become more
   */
  recordMore?(diagnostics?: SolverDiagnostics): void;
  /** What the last step of a batch took, from which fewer may be recorded. */
  noteIterations?(diagnostics: SolverDiagnostics): void;
  /** Gives the neighbour list room for more; it must be built again before the next step. */
  growList(capacity: number): void;
}
