import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/failure.ts";
import { fluidFamily } from "../../../../src/run/fluidFamily.ts";
import { buildFluid } from "../../../../src/run/scenario/fluid/buildFluid.ts";
import { parseScenarioOf } from "../../../../src/run/scenario/parseScenario.ts";
import { type TankDocument, tankDocument } from "./fluidDocument.ts";

const noFiles = () => Promise.reject(new Error("no files here"));

function build(change: (document: TankDocument) => void = () => undefined) {
  const document = tankDocument();
  change(document);
  return buildFluid(parseScenarioOf(fluidFamily, document), noFiles);
}

/** The problems of a document, one a line. */
async function problemsOf(change: (document: TankDocument) => void): Promise<string> {
  try {
    await build(change);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
}

describe("a fluid set-up", () => {
  it("places fluids first, then solids, with ids from 1", async () => {
    const { particles } = await build();
    expect([...particles.type].filter((type) => type === 0)).toHaveLength(80);
    expect(particles.type[79]).toBe(0);
    expect(particles.type[80]).toBe(1);
    expect(particles.id[0]).toBe(1);
    expect(particles.id[particles.count - 1]).toBe(particles.count);
  });

  it("gives walls as many layers as the support needs", async () => {
    const { particles, model } = await build();
    expect(model.supportRadius).toBeCloseTo(0.3, 12);
    const lowest = Math.min(...particles.position.filter((_, k) => k % 3 === 1));
    expect(lowest).toBeCloseTo(-0.25, 12);
  });

  it("takes the sound speed as ten times the speed of a broken dam, 2 √(g H)", async () => {
    const { model, derived } = await build();
    expect(model.fluids[0].soundSpeed).toBeCloseTo(10 * 2 * Math.sqrt(9.81 * 0.8), 9);
    expect(derived["sound speed"]).toEqual({ value: model.fluids[0].soundSpeed, unit: "m/s" });
  });

  it("gives fluids of different density the same stiffness ρ0 c²", async () => {
    const { model } = await build((document) => {
      document.solver.materials = { water: { density: 1000 }, oil: { density: 800 } };
      document.setup.fluids.push({
        material: "oil",
        shape: { kind: "box", lower: [0, 0.8], upper: [1, 1] },
      });
    });
    const stiffness = model.fluids.map(
      ({ referenceDensity, soundSpeed }) => referenceDensity * soundSpeed ** 2,
    );
    expect(stiffness[1]).toBeCloseTo(stiffness[0], 6);
    expect(model.fluids[1].particleMass).toBeCloseTo(8, 12);
  });

  it("starts with the density that belongs to the weight of the water above", async () => {
    const { model, particles } = await build((document) => {
      document.setup.fluids[0].pressure = "hydrostatic";
    });
    const { equationOfState, equationParameters, fluids } = model;
    for (const [i, depth] of [
      [0, 0.75],
      [79, 0.05],
    ]) {
      const pressure = equationOfState.pressure(particles.density[i], fluids[0], equationParameters);
      expect(pressure).toBeCloseTo(1000 * 9.81 * depth, 6);
    }
  });

  it("takes velocities from expressions of the place", async () => {
    const { particles } = await build((document) => {
      document.setup.fluids[0].velocity = ["-2 y", "3 x^2"];
    });
    const [x, y] = particles.position;
    expect(particles.velocity[0]).toBeCloseTo(-2 * y, 12);
    expect(particles.velocity[1]).toBeCloseTo(3 * x * x, 12);
  });

  it("places displaced particles the same way each time, and inside half a spacing", async () => {
    const displaced = () => build((document) => (document.setup.fluids[0].displacement = 0.2));
    const [first, second, still] = [await displaced(), await displaced(), await build()];
    expect(first.particles.position).toEqual(second.particles.position);
    const moves = [...first.particles.position.subarray(0, 240)].map((x, k) =>
      Math.abs(x - still.particles.position[k]),
    );
    expect(Math.max(...moves)).toBeLessThanOrEqual(0.02);
    expect(Math.max(...moves)).toBeGreaterThan(0.015);
  });
});

describe("before the first step", () => {
  it("fluid that lies in a wall is named and counted", async () => {
    const problems = await problemsOf((document) => {
      document.setup.solids.push({
        name: "plate",
        shape: { kind: "box", lower: [0.3, 0], upper: [0.7, 0.4] },
      });
    });
    expect(problems).toMatch(
      /^setup\.solids\.1\.shape: 16 of its particles lie on those of setup\.fluids\.0/,
    );
  });

  it("a body of fluid with a hole for the plate is right", async () => {
    const plate = { kind: "box", lower: [0.3, 0], upper: [0.7, 0.4] };
    const problems = await problemsOf((document) => {
      document.setup.solids.push({ name: "plate", shape: plate });
      document.setup.fluids[0].shape = {
        kind: "difference",
        from: { kind: "box", lower: [0, 0], upper: [1, 0.8] },
        subtract: [plate],
      };
    });
    expect(problems).toBe("");
  });

  it("walls thinner than the support are named, with the thickness that is needed", async () => {
    const problems = await problemsOf((document) => {
      document.setup.solids.push({
        name: "plate",
        shape: { kind: "box", lower: [0.4, 0.8], upper: [0.5, 1.4] },
      });
    });
    expect(problems).toMatch(/^setup\.solids\.1\.shape: is about 0\.1 m thick in 6 particles.*0\.3 m/);
  });

  it("a shell with too few layers is named", async () => {
    const problems = await problemsOf((document) => (document.setup.solids[0].layers = 2));
    expect(problems).toMatch(/^setup\.solids\.0\.layers: must be at least 3/);
  });

  it("particles outside the domain are named and counted", async () => {
    const problems = await problemsOf((document) => {
      document.setup.box.lengths = [1.2, 3];
    });
    expect(problems).toMatch(
      /^setup\.fluids\.0\.shape: 24 of 80 particles lie outside setup\.box, the first at \(0\.75, 0\.05\) m/,
    );
    expect(problems).toMatch(/setup\.solids\.0\.shape: \d+ of \d+ particles lie outside/);
  });

  it("a sound speed that the flow makes too small is an error that says what is needed", async () => {
    const problems = await problemsOf((document) => (document.solver.soundSpeed = 10));
    expect(problems).toMatch(
      /^solver\.soundSpeed: must be at least 5 times the speed to be expected, 5\.603 m\/s, got 10/,
    );
  });

  it("a sound speed against an expected speed that is given is an error too", async () => {
    const problems = await problemsOf((document) => {
      document.solver.soundSpeed = 10;
      document.solver.expectedSpeed = 3;
    });
    expect(problems).toMatch(/^solver\.soundSpeed: must be at least 5 times solver\.expectedSpeed, 15/);
  });

  it("a low but possible sound speed is said in a notice", async () => {
    const { notices } = await build((document) => {
      document.solver.soundSpeed = 18;
      document.solver.expectedSpeed = 3;
    });
    expect(notices.join()).toMatch(/6 times the expected speed: the density will vary by about 2\.8 %/);
  });

  it("a fluid in which nothing moves needs an expected speed", async () => {
    const problems = await problemsOf((document) => (document.solver.acceleration = {}));
    expect(problems).toMatch(/^solver\.expectedSpeed: missing/);
  });

  it("a fluid that is not among the materials gets the nearest name", async () => {
    const problems = await problemsOf((document) => (document.setup.fluids[0].material = "watr"));
    expect(problems).toMatch(/^setup\.fluids\.0\.material: .*did you mean "water"/);
  });

  it("an expression that cannot be read is quoted", async () => {
    const problems = await problemsOf((document) => (document.setup.fluids[0].velocity = ["2 *", 0]));
    expect(problems).toMatch(
      /^setup\.fluids\.0\.velocity\.0: expected a number or an expression of x, y and z, got "2 \*"/,
    );
  });

  it("a periodic edge must hold two supports", async () => {
    const problems = await problemsOf((document) => {
      document.setup.box = { lower: [0, -0.5], lengths: [0.5, 3], boundaries: ["periodic", "open"] } as never;
      document.setup.fluids[0].shape = { kind: "box", lower: [0, 0], upper: [0.5, 0.8] };
      document.setup.solids = [];
    });
    expect(problems).toMatch(/^setup\.box\.lengths\.0: a periodic edge must be at least 0\.69 m/);
  });

  it("a Courant number at which sound would grow is refused, where the scheme predicts the pressure that acts", async () => {
    const problems = await problemsOf((document) => {
      document.run.courantNumber = 0.6;
    });
    expect(problems).toMatch(/^run\.courantNumber: must lie in \(0, 0\.45\] .*got 0\.6/);
  });

  it("all problems of the document are listed at once", async () => {
    const problems = await problemsOf((document) => {
      document.setup.spacing = -1;
      document.run.courantNumber = 2;
      document.solver.kernl = "wendland-c2";
    });
    expect(problems).toMatch(/setup\.spacing/);
    expect(problems).toMatch(/run\.courantNumber/);
    expect(problems).toMatch(/did you mean "kernel"/);
  });
});
