import { describe, expect, it } from "vitest";
import { kineticEnergyOf } from "../../../src/core/setup/drawVelocities.ts";
import { degreesOfFreedom } from "../../../src/solvers/md/model.ts";
import type { BuiltModel } from "../../../src/run/scenario/buildModel.ts";
import { build, changed, meltScenario, problemsOf } from "./meltScenario.ts";

function masses({ model, particles }: BuiltModel): Float64Array {
  return Float64Array.from(particles.type, (type) => model.types[type].mass);
}

function temperature(built: BuiltModel): number {
  const { model, particles } = built;
  const twiceKinetic = 2 * kineticEnergyOf(particles.velocity, masses(built));
  return twiceKinetic / (degreesOfFreedom(model, particles.count) * model.units.boltzmann);
}

describe("the model", () => {
  it("has the box of its one lattice, periodic, from the origin", async () => {
    const { model } = await build(meltScenario);
    const edge = 4 * (4 / 0.8442) ** (1 / 3);
    expect(model.box).toMatchObject({
      dimensions: 3,
      lower: [0, 0, 0],
      boundaries: ["periodic", "periodic", "periodic"],
    });
    for (const length of model.box.lengths) expect(length).toBeCloseTo(edge, 12);
  });

  it("carries the numbers of the document", async () => {
    const { model } = await build(changed("run.seed=7", "solver.skin=0.4"));
    expect(model).toMatchObject({ skin: 0.4, timeStep: 0.005, seed: 7, totalSteps: 10 });
    expect(model.integrator).toEqual({ kind: "velocity-verlet" });
    expect(model.pairs.cutoffRadius).toBe(2.5);
  });

  it("converts masses so that force = mass · acceleration: 1 u in metal units is 1.0364e-4 eV·ps²/Å²", async () => {
    const { model } = await build(changed("setup.units=metal", "solver.types.A.mass=39.948"));
    expect(model.types[0].mass).toBeCloseTo(39.948 * 1.03642697e-4, 9);
  });

  it("starts its box at the origin of the lattice, and may have open sides", async () => {
    const document = changed(
      "setup.particles.0.origin=[-1, -2, -3]",
      'setup.box.boundaries=["open", "reflecting", "periodic"]',
    );
    const { model, particles } = await build(document);
    expect(model.box.lower).toEqual([-1, -2, -3]);
    expect(model.box.boundaries).toEqual(["open", "reflecting", "periodic"]);
    expect([...particles.position.slice(0, 3)]).toEqual([-1, -2, -3]);
  });
});

describe("the particles", () => {
  it("count their ids from 1 and lie inside the box, displaced ones too", async () => {
    const { model, particles } = await build(changed("setup.particles.0.displacement=0.1"));
    expect(particles.count).toBe(256);
    expect([...particles.id]).toEqual(Array.from({ length: 256 }, (_, i) => i + 1));
    for (const x of particles.position) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(model.box.lengths[0]);
    }
    // Those that left through a side count as having crossed it.
    const unwrapped = particles.position.map((x, k) => x + particles.image[k] * model.box.lengths[k % 3]);
    expect(Math.min(...unwrapped)).toBeGreaterThan(-0.1);
    expect(Math.min(...unwrapped)).toBeLessThan(0);
  });

  it("are moved off their sites by no more than the displacement", async () => {
    const perfect = await build(meltScenario);
    const displaced = await build(changed("setup.particles.0.displacement=0.05"));
    const edge = perfect.model.box.lengths[0];
    const moves = displaced.particles.position.map((x, k) => {
      const move = x - perfect.particles.position[k];
      return Math.abs(move - edge * Math.round(move / edge));
    });
    expect(Math.max(...moves)).toBeLessThanOrEqual(0.05);
    expect(Math.max(...moves)).toBeGreaterThan(0.045);
  });

  it("take their types from the sites of the basis, in order", async () => {
    const particles = [
      { kind: "lattice", lattice: "bcc", density: 0.8, cells: [5, 5, 5], types: ["B", "A"] },
    ];
    const types = { A: { epsilon: 1, sigma: 1 }, B: { epsilon: 1, sigma: 0.9 } };
    const built = await build({
      ...meltScenario,
      setup: { units: "reduced", particles },
      solver: {
        ...meltScenario.solver,
        types: { A: { mass: 1 }, B: { mass: 2 } },
        pair: { ...meltScenario.solver.pair, types },
      },
    });
    expect(built.model.types.map(({ name }) => name)).toEqual(["A", "B"]);
    expect([...built.particles.type.slice(0, 4)]).toEqual([1, 0, 1, 0]);
  });

  it("of several parts keep clear of one another", async () => {
    const particles = [
      { kind: "lattice", lattice: "sc", latticeConstant: 1, cells: [3, 3, 3], origin: [4, 4, 4], type: "A" },
      { kind: "random", count: 100, type: "A", minimumDistance: 0.95 },
    ];
    const setup = { units: "reduced", box: { lengths: [9, 9, 9] }, particles };
    const { particles: placed } = await build({ ...meltScenario, setup });
    expect(placed.count).toBe(127);
    for (let i = 0; i < 27; i++)
      for (let j = 27; j < 127; j++) {
        const differences = [0, 1, 2].map(
          (axis) => placed.position[3 * i + axis] - placed.position[3 * j + axis],
        );
        expect(Math.hypot(...differences.map((d) => d - 9 * Math.round(d / 9)))).toBeGreaterThanOrEqual(0.95);
      }
  });

  it("that do not fit are refused, with how many did", async () => {
    const particles = [{ kind: "random", count: 1000, type: "A", minimumDistance: 1 }];
    const setup = { units: "reduced", box: { lengths: [6, 6, 6] }, particles };
    const [problem] = await problemsOf(() => build({ ...meltScenario, setup }));
    const pattern =
      /^setup\.particles\.0\.count: 1000 particles do not fit at least 1 σ apart: no place was found after (\d+) of them$/;
    // Random insertion jams near a volume fraction of 0.38: 157 spheres of diameter 1.
    expect(Number(pattern.exec(problem)?.[1])).toBeGreaterThan(100);
    expect(Number(pattern.exec(problem)?.[1])).toBeLessThan(170);
  });

  it("are the same digit by digit for one seed, and others for another", async () => {
    const documents = [3, 3, 4].map((seed) =>
      changed(`run.seed=${seed}`, "setup.particles.0.displacement=0.1"),
    );
    const [a, b, c] = await Promise.all(documents.map((document) => build(document)));
    expect(a.particles).toEqual(b.particles);
    expect(a.particles.position).not.toEqual(c.particles.position);
    expect(a.particles.velocity).not.toEqual(c.particles.velocity);
  });
});

describe("the velocities", () => {
  it.each([
    [[]],
    [['solver.integrator={"kind": "langevin", "temperature": 1, "friction": 1}']],
    [["setup.units=metal", "setup.velocities.temperature=300"]],
    [['setup.box.boundaries=["open", "periodic", "reflecting"]']],
  ])("meet the temperature exactly and have no momentum: %j", async (assignments) => {
    const built = await build(changed(...assignments));
    const asked = assignments[0] === "setup.units=metal" ? 300 : 1.44;
    expect(temperature(built) / asked).toBeCloseTo(1, 12);
    const mass = masses(built);
    for (let axis = 0; axis < 3; axis++) {
      const momentum = mass.reduce((sum, m, i) => sum + m * built.particles.velocity[3 * i + axis], 0);
      expect(Math.abs(momentum / mass[0])).toBeLessThan(1e-10);
    }
  });

  it("are zero where the document gives none", async () => {
    const setup = { units: "reduced", particles: meltScenario.setup.particles };
    const { particles } = await build({ ...meltScenario, setup });
    expect(particles.velocity.every((v) => v === 0)).toBe(true);
  });

  it("of a single particle cannot lose their momentum", async () => {
    const setup = {
      units: "reduced",
      box: { lengths: [9, 9, 9] },
      particles: [{ kind: "random", count: 1, type: "A", minimumDistance: 0 }],
      velocities: { temperature: 1 },
    };
    expect(await problemsOf(() => build({ ...meltScenario, setup }))).toEqual([
      "setup.velocities.removeMomentum: must be false for a single particle, which would have no velocity left",
    ]);
    const kept = await build({
      ...meltScenario,
      setup: { ...setup, velocities: { temperature: 1, removeMomentum: false } },
    });
    expect(temperature(kept)).toBeGreaterThan(0);
  });
});
