import { divergenceFreeNumbers, schemeOf } from "../divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { fillRates, impelledVelocities, type SolveFields } from "./divergenceFree.ts";
import type { PairTable } from "./neighbours.ts";

/** The equations of a solve: s ≥ 0 and Dδ/Dt + source ≤ 0, with one of them 0 at each particle. */
export interface SolveEquations {
  /** (N), 1/D; 0 for particles without an equation. */
  readonly factor: Float64Array;
  /** (N) [1/time] */
  readonly source: Float64Array;
}

/** Where iterations stand. */
export interface Iterate {
  /** (N), s that comes next [pressure·time]. */
  readonly impulse: Float64Array;
  /** (N), s of the last iteration before it was carried on along its change. */
  readonly improved: Float64Array;
  readonly sinceRestart: number;
}

export interface Improvement {
  readonly next: Iterate;
  /** Mean over the fluid of what equations lack where s may change [1/time], as the scheme's `errorMeasure` counts it. */
  readonly error: number;
}

/** What a solve comes to. */
export interface Solution {
  /** (N), s of the velocities [pressure·time]. */
  readonly impulse: Float64Array;
  /** (N, 3) */
  readonly velocity: Float64Array;
  readonly iterations: number;
  /** Mean error times the step, of each iteration. */
  readonly errors: readonly number[];
  readonly hasConverged: boolean;
}

/** Momentum of Nesterov's method, k/(k + 3) in the k-th iteration since it began. */
export function momentumAt(sinceRestart: number): number {
  return sinceRestart / (sinceRestart + 3);
}

/**
 * One projected Jacobi iteration with the rates under the velocities of the present impulses:
 * s' = max(0, s + ω/D (Dδ/Dt + source)), then on along the last change.
 */
export function improveImpulse(
  model: FluidModel,
  type: Uint32Array,
  { factor, source }: SolveEquations,
  { impulse, improved, sinceRestart }: Iterate,
  rates: Float64Array,
): Improvement {
  const { relaxation } = divergenceFreeNumbers(model);
  const countsAll = schemeOf(model).errorMeasure === "deviation";
  const momentum = momentumAt(sinceRestart);
  const next = impulse.slice();
  const best = improved.slice();
  let [error, fluids, agreement] = [0, 0, 0];
  for (let i = 0; i < type.length; i++) {
    const isFluid = !isSolid(model, type[i]);
    if (isFluid) fluids++;
    if (factor[i] === 0) continue;
    const weight = relaxation * factor[i];
    best[i] = Math.max(0, impulse[i] + weight * (rates[i] + source[i]));
    const change = best[i] - improved[i];
    const lacking = (best[i] - impulse[i]) / weight;
    next[i] = Math.max(0, best[i] + momentum * change);
    if (countsAll || (isFluid && lacking > 0)) error += Math.abs(lacking);
    agreement += lacking * change;
  }
  const since = agreement < 0 ? 0 : sinceRestart + 1;
  return { next: { impulse: next, improved: best, sinceRestart: since }, error: error / Math.max(fluids, 1) };
}

/** When a solve ends. */
export interface SolveLimits {
  /** [time] */
  readonly timeStep: number;
  readonly maximumError: number;
  readonly minimumIterations: number;
  readonly maximumIterations: number;
  /** Ends it after so many, whatever the error: for a comparison with a solve whose error rounding has touched. */
  readonly iterations?: number;
}

/** Iterates until the mean error times the step is at most `maximumError`. */
export function solve(
  model: FluidModel,
  fields: SolveFields,
  equations: SolveEquations,
  start: { readonly velocity: Float64Array; readonly guess: Float64Array },
  pairs: PairTable,
  limits: SolveLimits,
): Solution {
  const errors: number[] = [];
  let iterate: Iterate = { impulse: start.guess, improved: start.guess, sinceRestart: 0 };
  for (let iterations = 1; ; iterations++) {
    const { impulse } = iterate;
    const velocity = impelledVelocities(model, fields, start.velocity, impulse, pairs).value;
    const rates = fillRates(model, fields, velocity, pairs).value;
    const improvement = improveImpulse(model, fields.type, equations, iterate, rates);
    const error = limits.timeStep * improvement.error;
    errors.push(error);
    const hasConverged = iterations >= limits.minimumIterations && error <= limits.maximumError;
    const isOver = hasConverged || iterations === limits.maximumIterations;
    if (limits.iterations === undefined ? isOver : iterations === limits.iterations) {
      return { impulse, velocity, iterations, errors, hasConverged };
    }
    iterate = improvement.next;
  }
}
