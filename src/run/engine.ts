import type { Frame } from "../core/frame.ts";
import type { DrawableParticles } from "../gpu/drawable.ts";
import type { PassProfiler } from "../gpu/passProfiler.ts";
import type { DisplacementSample, PairHistogram, Totals } from "../observables/samples.ts";
import type { Stroke } from "../solvers/stirring/stirring.ts";

/** What to sample in a batch; steps are absolute and lie in (engine.step, untilStep], or equal engine.step to sample the present. */
export interface BatchPlan {
  readonly untilStep: number;
  readonly totalsAt: readonly number[];
  readonly pairHistogramAt: readonly number[];
  readonly displacementAt: readonly number[];
  /** Times the passes, on engines that have a device. */
  readonly profiler?: PassProfiler;
}

export interface BatchResult {
  readonly totals: readonly Totals[];
  readonly pairHistograms: readonly PairHistogram[];
  readonly displacements: readonly DisplacementSample[];
  /** A minimiser met its tolerance: no further step changes anything. Its step is engine.step. */
  readonly converged: boolean;
}

/** Everything needed to go on bit for bit, as named arrays. */
export type EngineState = Readonly<Record<string, Float64Array | Float32Array | Uint32Array | Int32Array>>;

export interface EngineAdapter {
  /** e.g. `llvmpipe: Mesa 25.0.7 (LLVM 15.0.6)`, or `float64 reference (CPU)`. */
  readonly description: string;
  readonly kind: "hardware" | "software" | "reference";
}

/** The adapter of engines that compute in float64 on the CPU, of every family. */
export const referenceAdapter = { description: "float64 reference (CPU)", kind: "reference" } as const;

export interface EngineOptions {
  /** Bins of the pair histogram and its largest distance [length]; absent where g(r) is not recorded. */
  readonly pairHistogram?: { readonly bins: number; readonly maximumDistance: number };
  /** Present where displacements are sampled: the current configuration becomes the first origin. */
  readonly displacement?: boolean;
}

/**
 * Advances particles. The GPU solver and the float64 reference stand behind the same interface, so that the run
 * loop, the recorders and the tests are written once.
 */
export interface Engine {
  readonly adapter: EngineAdapter;
  readonly particleCount: number;
  /** The step the state is at. */
  readonly step: number;
  /** Bytes held for particles, lists and scratch. */
  readonly memoryBytes: number;
  /** How often the neighbour list was built so far. */
  readonly neighbourListBuilds: number;
  /** The particles where they lie on a device; left out by engines without one. */
  readonly drawable?: DrawableParticles;
  /**
   * Goes on to `untilStep`. Where the numbers go wrong it throws NumericalError and the state is
   * the one at the start of this batch.
   */
  advance(plan: BatchPlan): Promise<BatchResult>;
  /** The present configuration in id order, with forces: a copy, which later steps leave as it is. */
  frame(options?: { readonly potentialEnergy?: boolean }): Promise<Frame>;
  /** Makes the present configuration the origin of displacement samples. */
  setDisplacementOrigin(): Promise<void>;
  /** A copy of all that the next steps depend on. */
  saveState(): Promise<EngineState>;
  /** Takes up a state of saveState, also one of another instance for the same model. */
  loadState(state: EngineState): Promise<void>;
  /** A hand moves particles between two steps; left out where there is no device. */
  stir?(stroke: Stroke): Promise<void>;
  destroy(): void;
}
