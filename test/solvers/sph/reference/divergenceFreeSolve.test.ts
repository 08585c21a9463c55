import { describe, expect, test } from "vitest";
import { divergenceFreeNumbers } from "../../../../src/solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { diagonals, factorsOf, volumesOf } from "../../../../src/solvers/sph/reference/divergenceFree.ts";
import {
  paceAt,
  softened,
  softnessesOf,
  solve,
} from "../../../../src/solvers/sph/reference/divergenceFreeSolve.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { tank } from "../divergenceFreeCases.ts";

describe("after n iterations", () => {
  // Hanke, Numer. Math. 60, 341 (1991): for ν = 1/2 the residual polynomials are Dirichlet kernels.
  test.each([0.02, 0.3, 0.8, 0.999])(
    "a wave of eigenvalue %f is down to the Dirichlet kernel",
    (eigenvalue) => {
      const half = Math.asin(Math.sqrt(eigenvalue));
      let [before, present] = [1, 1];
      for (let n = 1; n <= 30; n++) {
        const { momentum, stride } = paceAt(n);
        [before, present] = [
          present,
          present + momentum * (present - before) - stride * eigenvalue * present,
        ];
        expect(present).toBeCloseTo(Math.sin((2 * n + 1) * half) / ((2 * n + 1) * Math.sin(half)), 10);
      }
    },
  );
});

describe("of water in a tank that is pressed together", () => {
  const { model, particles } = tank({ dimensions: 2, size: [14, 10, 1], disorder: 0.1, speed: 1 });
  const { type } = particles;
  const pairs = findPairs(model, particles.position);
  const fields = { type, volume: volumesOf(model, type, pairs) };
  const factor = factorsOf(model, type, diagonals(model, fields, pairs)).value;
  const none = new Float64Array(type.length);
  const limits = { timeStep: 1, maximumError: 1e-2, minimumIterations: 1, maximumIterations: 200 };
  const solved = (stretch: number) => {
    const equations = { factor: factor.map((f) => stretch * f), source: none, softness: none };
    return solve(model, fields, equations, { velocity: particles.velocity, guess: none }, pairs, limits);
  };

  test("iterations end where the error is small enough, and no sooner", () => {
    const { errors, iterations, hasConverged } = solved(1);
    expect(hasConverged).toBe(true);
    expect(errors).toHaveLength(iterations);
    expect(errors.findIndex((error) => error <= limits.maximumError)).toBe(iterations - 1);
  });

  test("a compression that fluid cannot get out of leaves the pressure ρ0 c² times it, and that of a soft fluid is found sooner", () => {
    const full = tank({ dimensions: 2, size: [12, 12, 1], layers: 0 });
    const around = findPairs(full.model, full.particles.position);
    const seen = { type: full.particles.type, volume: volumesOf(full.model, full.particles.type, around) };
    const resting = full.particles.velocity;
    const timeStep = 1e-3;
    const source = resting.slice(0, seen.type.length).fill(1e-3 / timeStep);
    const solvedWith = (softening: number) => {
      const soft = softnessesOf(full.model, seen.type, timeStep).map((value) => softening * value);
      const inverse = factorsOf(full.model, seen.type, diagonals(full.model, seen, around)).value;
      const equations = { factor: inverse.map((f, i) => softened(f, soft[i])), source, softness: soft };
      const start = { velocity: resting, guess: source.map(() => 0) };
      const ends = { timeStep, maximumError: 1e-9, minimumIterations: 1, maximumIterations: 400 };
      return solve(full.model, seen, equations, start, around, ends);
    };
    const { soundSpeed } = divergenceFreeNumbers(full.model);
    const solution = solvedWith(1);
    expect(solution.hasConverged).toBe(true);
    for (const s of solution.impulse)
      expect(s / timeStep / (1000 * soundSpeed ** 2 * 1e-3)).toBeCloseTo(1, 4);
    expect(solvedWith(10).iterations).toBeLessThan(solution.iterations);
    expect(solvedWith(0).hasConverged).toBe(false);
  });

  test("waves that would grow, of eigenvalues beyond 1, let iterations begin anew and die out", () => {
    const { errors, hasConverged } = solved(1.6);
    expect(hasConverged).toBe(true);
    expect(Math.max(...errors)).toBe(errors[0]);
  });
});
