import { divergenceFreeNumbers, schemeOf } from "../divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { fillRates, impelledVelocities, restDensities, type SolveFields } from "./divergenceFree.ts";
import type { PairTable } from "./neighbours.ts";

/** The equations of a solve: s ≥ 0 and Dδ/Dt + source − softness s ≤ 0, with one of them 0 at each particle. */
export interface SolveEquations {
  /** (N), 1/(D + softness); 0 for particles without an equation. */
  readonly factor: Float64Array;
  /** (N) [1/time] */
  readonly source: Float64Array;
  /** (N), how far an impulse compresses what it acts on, 1/(ρ0 c² Δt²) [1/(pressure·time²)]. */
  readonly softness: Float64Array;
}

/** Of the constant-density solve's equations, which leave a compression of p/(ρ0 c²), p = s/Δt. (N) [1/(pressure·time²)] */
export function softnessesOf(model: FluidModel, type: Uint32Array, timeStep: number): Float64Array {
  const { soundSpeed } = divergenceFreeNumbers(model);
  return restDensities(model, type).map((rest) => 1 / (rest * (soundSpeed * timeStep) ** 2));
}

/** 1/(D + softness) from 1/D; 0 where that is. */
export function softened(factor: number, softness: number): number {
  return factor / (1 + softness * factor);
}

/** Where iterations stand. */
export interface Iterate {
  /** (N), s that comes next [pressure·time]. */
  readonly impulse: Float64Array;
  /** (N), s of the iteration before. */
  readonly before: Float64Array;
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

/**
 * What an iteration of the ν-method with ν = 1/2 takes of the last change and of the correction, the n-th since it began, from 1 on (Brakhage, in: Engl &
 * Groetsch (eds), Inverse and Ill-Posed Problems, Academic Press (1987); Hanke, Numer. Math. 60, 341 (1991)):
 *
 *   μ_n = (n − 1)(2n − 3)(2n + 2ν − 1)/[(n + 2ν − 1)(2n + 4ν − 1)(2n + 2ν − 3)], σ_n = 4 (2n + 2ν − 1)(n + ν − 1)/[(n + 2ν − 1)(2n + 4ν − 1)]
 */
export function paceAt(n: number): { readonly momentum: number; readonly stride: number } {
  const nu = 0.5;
  const shared = (n + 2 * nu - 1) * (2 * n + 4 * nu - 1);
  const momentum =
    n === 1 ? 0 : ((n - 1) * (2 * n - 3) * (2 * n + 2 * nu - 1)) / (shared * (2 * n + 2 * nu - 3));
  return { momentum, stride: (4 * (2 * n + 2 * nu - 1) * (n + nu - 1)) / shared };
}

/**
 * One projected Jacobi iteration with the rates under the velocities of the present impulses:
 * s' = max(0, s + μ (s − s before) + σ ω/D (Dδ/Dt + source − softness s)).
 */
export function improveImpulse(
  model: FluidModel,
  type: Uint32Array,
  { factor, source, softness }: SolveEquations,
  { impulse, before, sinceRestart }: Iterate,
  rates: Float64Array,
): Improvement {
  const { relaxation, longestCourse } = divergenceFreeNumbers(model);
  const countsAll = schemeOf(model).errorMeasure === "deviation";
  const { momentum, stride } = paceAt(sinceRestart + 1);
  const next = impulse.slice();
  let [error, fluids, agreement] = [0, 0, 0];
  for (let i = 0; i < type.length; i++) {
    const isFluid = !isSolid(model, type[i]);
    if (isFluid) fluids++;
    if (factor[i] === 0) continue;
    const correction = relaxation * factor[i] * (rates[i] + source[i] - softness[i] * impulse[i]);
    const change = impulse[i] - before[i];
    // Of pressures that are to fall as much as they can.
    const possible = Math.max(correction, -impulse[i]) / (relaxation * factor[i]);
    next[i] = Math.max(0, impulse[i] + momentum * change + stride * correction);
    if (countsAll || (isFluid && possible > 0)) error += Math.abs(possible);
    agreement += possible * change;
  }
  const since = agreement < 0 || sinceRestart + 1 === longestCourse ? 0 : sinceRestart + 1;
  return {
    next: { impulse: next, before: impulse, sinceRestart: since },
    error: error / Math.max(fluids, 1),
  };
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
  let iterate: Iterate = { impulse: start.guess, before: start.guess, sinceRestart: 0 };
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
