import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import { changed, meltScenario, problemsOf, without } from "./meltScenario.ts";

const problemsIn = (document: unknown) => problemsOf(() => parseScenario(document));

describe("a valid scenario", () => {
  it("comes back with its defaults filled in", () => {
    const scenario = parseScenario({ ...meltScenario, record: { trajectory: { every: 5 } } });
    expect(scenario).toMatchObject({
      description: "",
      setup: { dimensions: 3, velocities: { temperature: 1.44, removeMomentum: true } },
      solver: { pair: { mixing: "lorentz-berthelot", tailCorrection: false } },
      run: { steps: 10, seed: 1 },
      record: { trajectory: { every: 5, formats: ["extxyz", "lammps"] } },
    });
  });

  it("may be given as text or as an object", () => {
    expect(parseScenario(JSON.stringify(meltScenario))).toEqual(parseScenario(meltScenario));
  });

  it("is its own resolved form: parsing it again changes nothing", () => {
    const scenario = parseScenario(meltScenario);
    expect(parseScenario(scenario)).toEqual(scenario);
  });
});

describe("one wrong value", () => {
  it.each([
    ["solver.skin=-1", "solver.skin: must lie in (0, ∞) σ, got -1"],
    ["run.timeStep=0", "run.timeStep: must lie in (0, ∞) τ, got 0"],
    ["run.steps=1.5", "run.steps: expected an integer in [0, ∞), got 1.5"],
    ["run.seed=1e300", "run.seed: must lie in [0, ∞), got 1e+300"],
    ["name=7", "name: expected a text, got 7"],
    ["setup.velocities.removeMomentum=1", "setup.velocities.removeMomentum: expected true or false, got 1"],
    [
      "setup.velocities.temperature=hot",
      'setup.velocities.temperature: expected a number in [0, ∞) ε/k_B, got "hot"',
    ],
    [
      "setup.velocities=fromfile",
      'setup.velocities: unknown name "fromfile"; did you mean "fromFile"? Valid: fromFile',
    ],
    ["setup.dimensions=4", "setup.dimensions: expected one of 2, 3, got 4"],
    [
      "setup.particles.0.lattice=fccc",
      'setup.particles.0.lattice: unknown name "fccc"; did you mean "fcc"? Valid: sc, bcc, fcc, hcp, square, hexagonal',
    ],
    [
      "setup.particles.0.cells=[4]",
      "setup.particles.0.cells: expected a list of 2 to 3 entries, each an integer in [1, ∞), got [4]",
    ],
    ["setup.particles.0.cells.1=0", "setup.particles.0.cells.1: must lie in [1, ∞), got 0"],
    [
      "setup.particles.0.kind=latice",
      'setup.particles.0.kind: unknown name "latice"; did you mean "lattice"? Valid: lattice, random, file',
    ],
    [
      "solver.integrator.kind=langevn",
      'solver.integrator.kind: unknown name "langevn"; did you mean "langevin"? Valid: velocity-verlet, langevin, nose-hoover, bussi, berendsen, fire',
    ],
    [
      'solver.integrator={"kind": "langevin", "temperature": -1, "friction": 1}',
      "solver.integrator.temperature: must lie in (0, ∞) ε/k_B, got -1",
    ],
    [
      'solver.integrator={"kind": "langevin", "temperature": {"from": 1, "to": -2}, "friction": 1}',
      "solver.integrator.temperature.to: must lie in (0, ∞) ε/k_B, got -2",
    ],
    [
      'solver.integrator={"kind": "langevin", "temperature": true, "friction": 1}',
      "solver.integrator.temperature: expected a number in (0, ∞) ε/k_B or an object with the keys from, to, got true",
    ],
    ["solver.pair.types.A.sigma=null", "solver.pair.types.A.sigma: expected a number in (0, ∞) σ, got null"],
    ["solver.types={}", "solver.types: at least one type is needed"],
    ["record.thermo.every=0", "record.thermo.every: must lie in [1, ∞), got 0"],
  ])("%s", async (assignment, problem) => {
    const problems = await problemsIn(changed(assignment));
    expect(problems[0]).toBe(problem);
  });

  it("is told in the unit system of the scenario", async () => {
    const metal = changed("setup.units=metal", "solver.skin=-1");
    expect(await problemsIn(metal)).toEqual(["solver.skin: must lie in (0, ∞) Å, got -1"]);
    const unknown = changed("setup.units=metals", "solver.skin=-1");
    expect(await problemsIn(unknown)).toEqual([
      'setup.units: unknown name "metals"; did you mean "metal"? Valid: reduced, metal, molecular',
      "solver.skin: must lie in (0, ∞) [length], got -1",
    ]);
  });

  it("is found where an object given in code holds no number: NaN, ∞", async () => {
    const document = { ...meltScenario, run: { steps: 1, timeStep: NaN } };
    expect(await problemsIn(document)).toEqual(["run.timeStep: must lie in (0, ∞) τ, got NaN"]);
  });
});

describe("missing and unknown keys", () => {
  it("says what is expected of a missing key, in which unit, and what it is", async () => {
    expect(await problemsIn(without("run.timeStep"))).toEqual([
      "run.timeStep: missing, expected a number in (0, ∞) τ: time step",
    ]);
  });

  it("names the variants where the word that tells them apart is missing", async () => {
    expect(await problemsIn(without("solver.integrator.kind"))).toEqual([
      'solver.integrator.kind: missing, expected one of "velocity-verlet", "langevin", "nose-hoover", "bussi", "berendsen", "fire"',
    ]);
  });

  it.each([
    ["solver", "skinn", "skin"],
    ["solver.pair", "cutofRadius", "cutoffRadius"],
    ["setup.particles.0", "latice", "lattice"],
    ["setup", "velocity", "velocities"],
    ["solver.types.A", "masss", "mass"],
  ])("an unknown key in %s, %s, brings up %s", async (path, key, nearest) => {
    const document = structuredClone(meltScenario);
    const target = path
      .split(".")
      .reduce<unknown>((part, k) => (part as Record<string, unknown>)[k], document);
    (target as Record<string, unknown>)[key] = 1;
    const problems = await problemsIn(document);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${path}.${key}: unknown key "${key}"; did you mean "${nearest}"? Valid: `);
  });

  it("an empty document lists all that is missing", async () => {
    const problems = await problemsIn({});
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["name", "setup", "solver", "run"]);
  });

  it.each([[[]], [3], [null], ["[]"]])("%j is no scenario", async (document) => {
    const problems = await problemsIn(document);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^expected an object with the keys \$schema, name, /);
  });
});

describe("rules between fields", () => {
  it.each([
    [
      ["setup.particles.0.latticeConstant=1.6"],
      "setup.particles.0: give exactly one of density, latticeConstant; got density and latticeConstant",
    ],
    [
      ['setup.particles.0.types={"A": 1}'],
      "setup.particles.0: give exactly one of type, types; got type and types",
    ],
    [
      ["solver.pair.cutoffRadius=9"],
      "solver.pair.cutoffRadius: must lie in (0, 3.35919] σ (half the shortest box edge), got 9",
    ],
    [
      ['record.radialDistribution={"every": 1, "bins": 10, "maximumDistance": 5}'],
      "record.radialDistribution.maximumDistance: must lie in (0, 3.35919] σ (half the shortest box edge), got 5",
    ],
    [["setup.particles.0.type=B"], 'setup.particles.0.type: unknown type "B"; did you mean "A"? Valid: A'],
    [["solver.types.B.mass=2"], "solver.pair.types.B: is missing: every type needs its parameters"],
    [
      ["setup.dimensions=2", "setup.particles.0.cells=[4, 4]"],
      'setup.particles.0.lattice: "fcc" has 3 dimensions, setup.dimensions is 2; valid: square, hexagonal',
    ],
    [
      ['setup.particles=[{"kind": "random", "count": 5, "type": "A", "minimumDistance": 1}]'],
      "setup.box.lengths: is needed: only where there is one lattice or one file does that define the box",
    ],
    [
      ["setup.box.lengths=[9, 6, 9]"],
      "setup.particles.0.cells.1: 4 cells are 6.71838 σ long along y, the box 6 σ",
    ],
    [
      ["setup.particles.0.cells=[1000, 1000, 1000]"],
      "setup.particles: must make [1, 2147483648] particles, got 4000000000",
    ],
    [
      ["setup.velocities=fromFile"],
      'setup.velocities: "fromFile" needs all particles to come from files; give a temperature instead',
    ],
    [
      [
        "setup.velocities.temperature=0",
        'solver.integrator={"kind": "bussi", "temperature": 1, "relaxationTime": 1}',
      ],
      "setup.velocities.temperature: must lie in (0, ∞) ε/k_B: the bussi thermostat scales velocities and cannot start from rest",
    ],
  ])("%j", async (assignments, problem) => {
    expect(await problemsIn(changed(...assignments))).toEqual([problem]);
  });

  it("hold lists with one entry per axis to the dimensions", async () => {
    const document = changed("setup.box.lower=[0, 0]", 'setup.box.boundaries=["open", "open"]');
    expect(await problemsIn(document)).toEqual([
      "setup.box.lower: needs 3 entries, one for each of setup.dimensions, got 2",
      "setup.box.boundaries: needs 3 entries, one for each of setup.dimensions, got 2",
    ]);
  });

  it("hold the shares of a mixture to 1", async () => {
    const particles = [
      { kind: "lattice", lattice: "sc", density: 0.8, cells: [6, 6, 6], types: { A: 0.8, B: 0.3 } },
    ];
    const [problem] = await problemsIn({ ...meltScenario, setup: { units: "reduced", particles } });
    expect(problem).toBe("setup.particles.0.types: the shares must sum to 1, got 1.1");
  });

  it("hold a list of types to the sites of the cell", async () => {
    const particles = [{ kind: "lattice", lattice: "bcc", density: 0.8, cells: [6, 6, 6], types: ["A"] }];
    expect(await problemsIn({ ...meltScenario, setup: { units: "reduced", particles } })).toEqual([
      "setup.particles.0.types: needs 2 types, one for each site of the bcc cell, got 1",
    ]);
  });

  it("hold a region to the box", async () => {
    const region = { lower: [0, -1, 5], upper: [10, 5, 4] };
    const particles = [{ kind: "random", count: 5, type: "A", minimumDistance: 1, region }];
    const setup = { units: "reduced", box: { lengths: [9, 9, 9] }, particles };
    expect(await problemsIn({ ...meltScenario, setup })).toEqual([
      "setup.particles.0.region.upper.0: must lie in (0, 9] σ (above the lower corner, inside the box), got 10",
      "setup.particles.0.region.lower.1: must lie in [0, 9) σ (the box), got -1",
      "setup.particles.0.region.upper.2: must lie in (5, 9] σ (above the lower corner, inside the box), got 4",
    ]);
  });
});

it("every problem is listed, across sections and kinds", async () => {
  const document = changed(
    "setup.particles.0.type=B",
    "solver.pair.cutoffRadius=9",
    "solver.skin=0",
    "run.steps=many",
    'solver.integrator={"kind": "langevin", "temperature": 1, "friktion": 1}',
  );
  expect(await problemsIn({ ...(document as object), extra: 1 })).toEqual([
    "solver.skin: must lie in (0, ∞) σ, got 0",
    "solver.integrator.friction: missing, expected a number in (0, ∞) 1/τ: friction coefficient γ",
    'solver.integrator.friktion: unknown key "friktion"; did you mean "friction"? Valid: kind, temperature, friction',
    'run.steps: expected an integer in [0, ∞), got "many"',
    'extra: unknown key "extra"; did you mean "setup"? Valid: $schema, name, description, setup, solver, run, record',
    'setup.particles.0.type: unknown type "B"; did you mean "A"? Valid: A',
    "solver.pair.cutoffRadius: must lie in (0, 3.35919] σ (half the shortest box edge), got 9",
  ]);
});
