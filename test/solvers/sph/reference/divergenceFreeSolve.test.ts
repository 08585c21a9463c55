import { describe, expect, test } from "vitest";
import { diagonals, factorsOf, volumesOf } from "../../../../src/solvers/sph/reference/divergenceFree.ts";
import { paceAt, solve } from "../../../../src/solvers/sph/reference/divergenceFreeSolve.ts";
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
    const equations = { factor: factor.map((f) => stretch * f), source: none };
    return solve(model, fields, equations, { velocity: particles.velocity, guess: none }, pairs, limits);
  };

  test("iterations end where the error is small enough, and no sooner", () => {
    const { errors, iterations, hasConverged } = solved(1);
    expect(hasConverged).toBe(true);
    expect(errors).toHaveLength(iterations);
    expect(errors.findIndex((error) => error <= limits.maximumError)).toBe(iterations - 1);
  });

  test("waves that would grow, of eigenvalues beyond 1, let iterations begin anew and die out", () => {
    const { errors, hasConverged } = solved(1.6);
    expect(hasConverged).toBe(true);
    expect(Math.max(...errors)).toBe(errors[0]);
  });
});
