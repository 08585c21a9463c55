import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/failure.ts";
import { inletTravel } from "../../../../src/solvers/sph/openBoundaries/openBoundaries.ts";
import type { DocumentChanges } from "../../fluidScenarios.ts";
import {
  builtChannel,
  channelColumns,
  channelDocument,
  channelSpacing,
} from "../../../support/openChannel.ts";

const [left] = channelDocument.setup.inlets;
const [right] = channelDocument.setup.outlets;

/** The problems of the channel with changes. */
async function problemsOf(changes: DocumentChanges): Promise<string> {
  try {
    await builtChannel(changes);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
}

const withInlet = (changes: object) => problemsOf({ setup: { inlets: [{ ...left, ...changes }] } });

describe("a set-up with inlets and outlets", () => {
  it("places conveyors flush with their openings, behind the solids, and the reserve last", async () => {
    const { model, particles, derived } = await builtChannel();
    expect(model.solids.map(({ name }) => name)).toEqual(["floor", "ceiling", "left", "reserve"]);
    const rows = [...particles.type.keys()].filter((i) => particles.type[i] === 3);
    const layers = Math.ceil(model.supportRadius / channelSpacing - 1e-9) + 1;
    expect(rows).toHaveLength(layers * channelColumns);
    const places = rows.map((i) => particles.position[3 * i]);
    expect(Math.max(...places)).toBeCloseTo(-channelSpacing / 2, 12);
    expect(Math.min(...places)).toBeCloseTo((0.5 - layers) * channelSpacing, 12);
    for (const i of rows) expect(particles.velocity[3 * i]).toBe(1);
    expect(particles.type[particles.count - 1]).toBe(4);
    expect(derived["inlet particles"].value).toBe(rows.length);
    expect(derived["fluid particles"].value).toBe(10 * channelColumns);
  });

  it("keeps room for 1.1 times what comes in during the run, or what it is told", async () => {
    const waiting = async (changes: DocumentChanges) => {
      const { particles } = await builtChannel(changes);
      return particles.type.filter((type) => type === 4).length;
    };
    expect(await waiting({ run: { duration: 2 } })).toBe(1.1 * 20 * channelColumns);
    expect(await waiting({ setup: { capacity: 10 * channelColumns + 7 } })).toBe(7);
    expect(await waiting({ setup: { inlets: [] } })).toBe(0);
  });

  it("expects the speed of its inlets", async () => {
    const { model } = await builtChannel({
      setup: { inlets: [{ ...left, velocity: { from: 0, to: 3, rampTime: 1 } }] },
    });
    expect(model.expectedSpeed).toBe(3);
    expect(model.fluids[0].soundSpeed).toBe(30);
  });

  it("knows nothing of them where nothing opens", async () => {
    const { model, particles } = await builtChannel({ setup: { inlets: [], outlets: [] } });
    expect(model).not.toHaveProperty("openBoundaries");
    expect(Math.max(...particles.type)).toBe(2);
  });

  it("names the conveyor that lies on other particles, and counts them", async () => {
    const problem = await withInlet({ lower: [0.5, 0], upper: [0.5, 0.6] });
    expect(problem).toMatch(/setup\.inlets\.0\.lower: 24 of its particles lie on those of setup\.fluids\.0/);
  });

  it("names the inlet without room behind it", async () => {
    const problem = await withInlet({ lower: [-0.5, 0], upper: [-0.5, 0.6] });
    expect(problem).toMatch(/setup\.inlets\.0\.lower: \d+ of 24 particles lie outside setup\.box/);
  });

  it("names openings that are none", async () => {
    expect(await withInlet({ upper: [0.1, 0.6] })).toMatch(
      /setup\.inlets\.0\.upper\.0: must be that of the lower corner, 0/,
    );
    expect(await withInlet({ upper: [0, 0] })).toMatch(/setup\.inlets\.0\.upper\.1: must lie in \(0, ∞\)/);
    expect(await withInlet({ upper: [0, 0.6, 1] })).toMatch(/setup\.inlets\.0\.upper: needs 2 entries/);
    expect(await withInlet({ normal: "+z" })).toMatch(/setup\.inlets\.0\.normal: "\+z" has 3 dimensions/);
    expect(await withInlet({ velocity: -1 })).toMatch(/setup\.inlets\.0\.velocity/);
  });

  it("names materials that there are not, and names that stand for two things", async () => {
    expect(await withInlet({ material: "watr" })).toMatch(/setup\.inlets\.0\.material.*water/);
    expect(await withInlet({ name: "floor" })).toMatch(
      /setup\.inlets\.0\.name: "floor" is the name of another/,
    );
    expect(await withInlet({ name: "water" })).toMatch(
      /setup\.inlets\.0\.name: "water" is the name of a fluid/,
    );
    const twice = await problemsOf({ setup: { outlets: [right, right] } });
    expect(twice).toMatch(/setup\.outlets\.1\.name: "right" is the name of another/);
  });

  it("names a capacity that is too small, or has no meaning", async () => {
    expect(await problemsOf({ setup: { capacity: 59 } })).toMatch(/setup\.capacity: must be at least 60/);
    expect(await problemsOf({ setup: { capacity: 99, inlets: [] } })).toMatch(
      /setup\.capacity: has no meaning/,
    );
  });

  it("names an outlet that is no box", async () => {
    const shape = { kind: "box", lower: [1, 1], upper: [2, 0] };
    expect(await problemsOf({ setup: { outlets: [{ name: "right", shape }] } })).toMatch(
      /setup\.outlets\.0\.shape\.upper\.1/,
    );
  });
});

describe("the way of a conveyor", () => {
  it("is the integral of its speed", () => {
    const speed = { from: 1, to: 3, rampTime: 2 };
    expect(inletTravel(speed, 1)).toBeCloseTo(1.5, 12);
    expect(inletTravel(speed, 2)).toBeCloseTo(4, 12);
    expect(inletTravel(speed, 3)).toBeCloseTo(7, 12);
    expect(inletTravel({ from: 2, to: 2, rampTime: 0 }, 3)).toBe(6);
  });
});
