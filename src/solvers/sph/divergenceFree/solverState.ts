import type { SolverDiagnostics } from "../fluidSolver.ts";

/** Words in front of the partial sums of the WGSL struct `Solver`: four, three for each solve, and two that fill up. */
const headWords = 12;
const names = ["constant density", "divergence"] as const;

/** Bytes of a `Solver` for so many particles: a partial sum for every block of 32 rows. */
export function solverBytes(count: number): number {
  return 4 * headWords + 16 * Math.ceil(count / 32);
}

/** What became of both solves of the last step. */
export function unpackSolves(data: ArrayBuffer): SolverDiagnostics {
  const words = new Uint32Array(data, 0, headWords);
  const numbers = new Float32Array(data, 0, headWords);
  return names.map((name, k) => ({
    name,
    iterations: words[4 + 3 * k],
    hasConverged: words[5 + 3 * k] === 1,
    error: numbers[6 + 3 * k],
  }));
}
