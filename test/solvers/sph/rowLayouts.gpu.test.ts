import { describe, expect, test } from "vitest";
import { clusterRows } from "../../../src/gpu/rowLayout.ts";
import type { FluidModel } from "../../../src/solvers/sph/model.ts";
import { motionParameters } from "../../../src/solvers/sph/parameters/motionParameters.ts";
import { fluidTank } from "../../run/fluidTank.ts";
import { useDevice, withLimits } from "../../support/device.ts";
import { builtChannel, shakenFluid } from "../../support/openChannel.ts";
import { immersed } from "../../support/rigidBodies.ts";
import { fluidBox, makeFluid, restingWall, schemeOf } from "./reference/fluidModels.ts";
import { expectSameFluid, forgetfulRows, layoutDifferences } from "./rowLayoutCases.ts";
import { tensionOf } from "./surfaceTensionCases.ts";

const device = useDevice();

/** Of sums in single precision, and of what follows from small differences of them; most often ten times less is found. */
const tolerance = 1e-4;

const turning = motionParameters.parse({ kind: "rotating", center: [0.5, 0.3], angularVelocity: 0.2 });
const oil = { name: "oil", referenceDensity: 700, soundSpeed: 11, kinematicViscosity: 0.03 };
const box = fluidBox([1, 1]);

const weakly = (words: object = {}): Partial<FluidModel> => ({
  scheme: schemeOf("weakly-compressible", { ...words }),
});
const damped: Partial<FluidModel> = {
  scheme: schemeOf("entropically-damped", { advection: { kind: "transport-velocity" } }),
};

describe("rows of clusters and of particles move a fluid whose pressure follows from its density in the same way", () => {
  test.each<[string, 2 | 3, Partial<FluidModel>]>([
    ["over walls", 2, weakly()],
    ["over walls", 3, weakly()],
    [
      "of two kinds beside walls of two kinds",
      2,
      {
        fluids: [makeFluid(box, 0.1), makeFluid(box, 0.1, oil)],
        solids: [restingWall, { ...restingWall, name: "ice", slip: "free-slip" }],
      },
    ],
    [
      "over a wall that turns, density summed",
      2,
      {
        ...weakly({ density: "summation" }),
        solids: [{ ...restingWall, motion: turning }],
      },
    ],
    [
      "with Antuono's diffusion and shifting",
      3,
      weakly({
        densityDiffusion: { kind: "antuono" },
        advection: { kind: "shifting" },
      }),
    ],
    [
      "with XSPH and a surface tension",
      2,
      { ...weakly({ advection: { kind: "xsph" } }), surfaceTension: tensionOf(50) },
    ],
    ["with entropic damping and a transport velocity", 2, damped],
    ["with entropic damping and a transport velocity", 3, damped],
    ["with entropic damping and a transport velocity, without walls", 2, { ...damped, solids: [] }],
  ])("%s, in %i dimensions", async (_what, dimensions, changes) => {
    await expectSameFluid(device(), fluidTank(dimensions, changes), tolerance);
  });

  test("in several chunks of the list", async () => {
    const context = withLimits(device(), { maxStorageBufferBindingSize: 96 * 4 * 70 });
    await expectSameFluid(context, fluidTank(2), tolerance);
  });

  test.each([2, 3] as const)("around a body that moves freely, in %i dimensions", async (dimensions) => {
    const vector = (...v: number[]) => v.slice(0, dimensions);
    const angularVelocity = dimensions === 2 ? [0, 0, 3] : [2, -1, 3];
    const body = { density: 2500, velocity: vector(0.5, -0.3, 0.2), angularVelocity };
    const constant = vector(3, -20, 5);
    await expectSameFluid(
      device(),
      immersed(dimensions, body, { acceleration: { constant }, skin: 0.02 }),
      tolerance,
    );
  });

  test("that comes in and leaves", async () => {
    await expectSameFluid(device(), await builtChannel({ setup: shakenFluid }), tolerance);
  });
});

test("the comparison finds lanes that hand on one neighbour twice and another never", async () => {
  const found = await layoutDifferences(device(), fluidTank(2), forgetfulRows());
  expect(found.filter(({ by }) => by > 100 * tolerance).length).toBeGreaterThan(4);
});

test("the comparison finds walls that count one another where a cluster has fluid as well", async () => {
  const visit = clusterRows.visit.replace(
    "all(abs(frame.own) <= extent) && isAlike(kind, frame.kind)",
    "true",
  );
  expect(visit).not.toBe(clusterRows.visit);
  const found = await layoutDifferences(device(), fluidTank(3), { ...clusterRows, visit });
  expect(found.filter(({ by }) => by > 100 * tolerance).length).toBeGreaterThan(2);
});
