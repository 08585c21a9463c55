import type { Encoder, FluidSystem } from "./fluidSystem.ts";

/** A scheme on the device: records steps over a fluid system. It never submits, waits or reads back. */
export interface FluidSolver {
  readonly system: FluidSystem;
  /** Buffers that a step changes and nothing else can give back: what a snapshot and a checkpoint hold. */
  readonly savedBuffers: readonly string[];
  encodeStep(encoder: Encoder): void;
  /** Records what a step does after particles have moved: with a time step of 0 it makes the initial state whole. */
  encodeEvaluation(encoder: Encoder): void;
  /** Gives the neighbour list room for more; it must be built again before the next step. */
  growList(capacity: number): void;
}
