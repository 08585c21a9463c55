import type { FluidModel } from "../../../solvers/sph/model.ts";
import { forEachPair, type SolveFields } from "../../../solvers/sph/reference/divergenceFree.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";

// Errors of many particles do not line up: their sums over neighbours are roots of sums of squares.

/** √Σ V_j² (x_i² + x_j²)·|∇W|²: what errors x of all particles make of the rates, or of the shares, of each. (N) */
export function rateScales(
  model: FluidModel,
  { type, volume }: SolveFields,
  pairs: PairTable,
  sizes: Float64Array,
): Float64Array {
  const squares = new Float64Array(type.length);
  forEachPair(model, type, pairs, (i, j, k) => {
    for (let axis = 0; axis < 3; axis++) {
      const gradient = volume[j] * pairs.separation[3 * k + axis] * pairs.slope[k];
      squares[i] += gradient ** 2 * (sizes[3 * i + axis] ** 2 + sizes[3 * j + axis] ** 2);
    }
  });
  return squares.map(Math.sqrt);
}

/** m_i √Σ V_j² (s_i² + s_j²)·|∇W|²: what errors s of impulses make of velocities, or of multipliers of ways. (N, 3) */
export function pushScales(
  model: FluidModel,
  { type, volume }: SolveFields,
  pairs: PairTable,
  sizes: Float64Array,
  mobility: (i: number) => number,
): Float64Array {
  const squares = new Float64Array(3 * type.length);
  forEachPair(model, type, pairs, (i, j, k) => {
    for (let axis = 0; axis < 3; axis++) {
      const gradient = mobility(i) * volume[j] * pairs.separation[3 * k + axis] * pairs.slope[k];
      squares[3 * i + axis] += gradient ** 2 * (sizes[i] ** 2 + sizes[j] ** 2);
    }
  });
  return squares.map(Math.sqrt);
}
