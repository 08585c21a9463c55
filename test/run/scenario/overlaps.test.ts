import { describe, expect, it } from "vitest";
import { build, meltScenario, problemsOf } from "./meltScenario.ts";

/** A scenario of two particles at a distance along x, across the periodic side, and 200 at random elsewhere. */
function pairApart(distance: number, solver: object = {}) {
  const site = (x: number, y = 1) => ({
    kind: "lattice",
    lattice: "sc",
    latticeConstant: 1,
    cells: [1, 1, 1],
    origin: [x, y, 1],
    type: "A",
  });
  const rest = { kind: "random", count: 200, type: "A", minimumDistance: 0.9 };
  return {
    ...meltScenario,
    setup: {
      units: "reduced",
      box: { lengths: [8, 8, 8] },
      particles: [rest, site(0), site(8 - distance)].reverse(),
    },
    solver: { ...meltScenario.solver, ...solver },
  };
}

const fire = { integrator: { kind: "fire", forceTolerance: 1e-3 } };
const pairOf = (potential: string, parameters: object, rest: object = { cutoffRadius: 2.5 }) => ({
  pair: { potential, types: { A: parameters }, ...rest },
});

describe("particles on one another at the start", () => {
  it("are refused, with their ids, distance and energy", async () => {
    expect(await problemsOf(() => build(pairApart(0.1)))).toEqual([
      "setup.particles: particles 1 and 2 overlap: 0.100 σ apart, pair energy 4.00e+12 ε",
    ]);
  });

  it("are refused at identical positions", async () => {
    const [problem] = await problemsOf(() => build(pairApart(0)));
    expect(problem).toMatch(
      /^setup\.particles: particles 1 and 2 overlap: 0\.00 σ apart, pair energy (NaN|Infinity) ε$/,
    );
  });

  it.each([
    ["close but bearable ones", pairApart(0.4)],
    ["a minimiser, which takes them apart", pairApart(0.1, fire)],
    [
      "a potential that stays finite, even at distance 0",
      pairApart(0, pairOf("soft", { amplitude: 25, cutoffRadius: 1 }, {})),
    ],
    ["a Gaussian core", pairApart(0, pairOf("gaussian", { epsilon: 1, sigma: 1 }))],
  ])("are accepted of %s", async (_, document) => {
    expect((await build(document)).particles.count).toBe(202);
  });

  it.each([
    ["Lennard-Jones under a minimiser", pairApart(0, fire)],
    ["Lennard-Jones closer than float32 can tell", pairApart(1e-4, fire)],
    [
      "Buckingham, inside its barrier",
      pairApart(0.01, pairOf("buckingham", { amplitude: 1000, rho: 0.3, dispersion: 1 })),
    ],
    ["Yukawa", pairApart(0, pairOf("yukawa", { amplitude: 1, kappa: 1 }))],
  ])("are refused of %s", async (_, document) => {
    const problems = await problemsOf(() => build(document));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^setup\.particles: particles 1 and 2 overlap: /);
  });

  it("are counted", async () => {
    const lattice = { kind: "lattice", lattice: "sc", latticeConstant: 1.5, cells: [5, 5, 5], type: "A" };
    const setup = { units: "reduced", box: { lengths: [7.5, 7.5, 7.5] }, particles: [lattice, lattice] };
    const [problem] = await problemsOf(() => build({ ...meltScenario, setup }));
    expect(problem).toMatch(/^setup\.particles: particles 1 and 126 overlap: .*; 125 such pairs in all$/);
  });
});
