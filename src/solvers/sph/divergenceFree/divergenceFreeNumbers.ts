import { fillingVolume, type LatticeModel, latticeSum } from "../latticeSum.ts";
import type { FluidModel } from "../model.ts";
import type { SchemeOf } from "../parameters/schemeParameters.ts";
import { jacobiWeight } from "../positionBased/jacobiWeight.ts";

/** @throws RangeError for a model of another scheme */
export function schemeOf({ scheme }: FluidModel): SchemeOf<"divergence-free"> {
  if (scheme.kind === "divergence-free") return scheme;
  throw new RangeError(`${scheme.kind} is not the divergence-free scheme`);
}

/**
 * Numbers of the method that no scenario sets; GPU passes and float64 reference both read them.
 *
 * - `relaxation`: ω of the Jacobi iteration: eigenvalues of ω D⁻¹A are to be at most 1, as waves beyond it grow. On a lattice the largest
 *   is 1/1.2; of particles out of order 1.10/1.2 was found, where bodies fall in 1.26/1.2 (power iterations on eight scenarios in motion).
 * - `smallestDiagonal`: a diagonal below this share of 1/(ρ0 h²) belongs to a particle without neighbours: it has no equation.
 * - `deficientDensity`: below this share of ρ0 a particle lacks neighbours, as those of a free surface do; its divergence is
 *   left alone, and a wall there has no pressure of its own.
 * - `fullWall`: from this share on the surroundings of a wall particle count as full. A little less than all of it, so that walls
 *   take part in what carries the fluid.
 * - `minimumIterations` of the constant-density and of the divergence solve (Bender & Koschier 2017).
 * - `longestCourse`: after so many iterations the method begins anew: where equations have no solution, as of a closed box with more fluid than it
 *   holds, pressures rise with the square of the iterations of a course.
 * - `soundSpeed`: c; a pressure p leaves a compression of p/(ρ0 c²), half of 10⁻⁴ for the stagnation pressure of the speed that is expected [velocity].
 *   A fluid that nothing compresses would throw particles apart, the faster the shorter a step is in which it undoes a compression;
 *   and equations without c may have no solution: a box closed all around holds a lattice, but not as many particles out of order.
 * - `lowestSpeed`, `highestSpeed`: bounds of the speed that sets the time step [velocity]. Under a pressure p every other particle of a lattice can swing to and fro
 *   with ω² of 1.7 to 3.4 p/(ρ0 dx²), with poly6-spiky 8 (calculated); solves hardly see that, and steps beyond 2/ω drive particles apart. With p = ρ0 U²/2, U
 *   the speed that is expected, and the usual Courant number of 1/4 a step at U/4 is 0.9 to 1.3 times 1/ω, with poly6-spiky 2.
 */
export function divergenceFreeNumbers(model: FluidModel) {
  return {
    relaxation: jacobiWeight(model) / 1.2,
    smallestDiagonal: 1e-6,
    deficientDensity: 0.8,
    fullWall: 0.95,
    minimumIterations: [2, 1],
    longestCourse: 20,
    soundSpeed: 100 * model.expectedSpeed,
    lowestSpeed: 0.25 * model.expectedSpeed,
    highestSpeed: 100 * model.expectedSpeed,
  } as const;
}

/**
 * Σ |V ∇W|² over the neighbours of a particle in a square or cubic lattice [1/length²]: ρ0 times the diagonal of a wall particle,
 * whose neighbours in the wall are in no list.
 */
export function latticeDiagonal(model: LatticeModel): number {
  const volume = fillingVolume(model);
  return latticeSum(model, (scaled, r) => (volume * r * scaled.gradientFactor(r)) ** 2);
}

/**
 * Where in `clock.limits` the steps are counted whose constant-density solve did not converge; those of the divergence
 * solve follow.
 */
export const unconvergedLimit = 5;
