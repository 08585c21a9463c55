import type { FluidFrame } from "../core/fluidFrame.ts";
import type { DrawableParticles } from "../gpu/drawable.ts";
import type { PassProfiler } from "../gpu/passProfiler.ts";
import type { SolverDiagnostics } from "../solvers/sph/fluidSolver.ts";
import type { Grip } from "../solvers/sph/solids/solidGrip.ts";
import type { Stroke } from "../solvers/stirring/stirring.ts";
import type { EngineAdapter, EngineState } from "./engine.ts";

/** What the time step was limited by, in the order of the counts of `FluidProgress.limits`. */
export const timeStepLimits = ["fixed", "sound", "acceleration", "viscosity", "surface tension"] as const;
export type TimeStepLimit = (typeof timeStepLimits)[number];

/** How far a batch goes: to the first step whose time is at least `untilTime`, or by `maximumSteps`, whichever comes first. */
export interface FluidBatch {
  readonly untilTime: number;
  readonly maximumSteps: number;
  /** Times the passes, on engines that have a device. */
  readonly profiler?: PassProfiler;
}

/** Where a fluid is in time. */
export interface FluidClock {
  readonly step: number;
  /** [time] */
  readonly time: number;
  /** The step that comes next [time]. */
  readonly timeStep: number;
  /** In how many steps each criterion set the step. */
  readonly limits: Readonly<Record<TimeStepLimit, number>>;
  /** Particles that have come in and left since time 0; left out where nothing opens. */
  readonly exchange?: { readonly added: number; readonly removed: number };
}

/** Advances a fluid; the GPU solvers and the float64 reference stand behind the same interface. */
export interface FluidEngine {
  readonly adapter: EngineAdapter;
  readonly particleCount: number;
  readonly clock: FluidClock;
  /** Bytes held for particles, lists and scratch. */
  readonly memoryBytes: number;
  readonly neighbourListBuilds: number;
  /** The particles where they lie on a device; left out by engines without one. */
  readonly drawable?: DrawableParticles;
  /** Of schemes that iterate: what became of the iterations of the last step. */
  readonly diagnostics?: SolverDiagnostics;
  /**
   * Goes on by one batch. Steps do not depend on where batches end. Where the numbers go wrong it throws NumericalError and the
   * state is the one at the start of this batch.
   */
  advance(batch: FluidBatch): Promise<void>;
  /** The present configuration in id order: a copy, which later steps leave as it is. */
  frame(): Promise<FluidFrame>;
  /** A copy of all that the next steps depend on. */
  saveState(): Promise<EngineState>;
  /** Takes up a state of saveState, also one of another instance for the same model. */
  loadState(state: EngineState): Promise<void>;
  /** A hand moves particles between two steps; left out where there is no device. */
  stir?(stroke: Stroke): Promise<void>;
  /** Takes hold of a solid; undefined where it is none that a hand can move. Left out where there is no device. */
  grip?(solid: string): Promise<Grip | undefined>;
  /**
   * Takes up a state as of `saveState`, its particles in any order, and evaluates anew what the next step starts from. Left out
   * where there is no device.
   */
  adopt?(state: EngineState): Promise<void>;
  destroy(): void;
}
