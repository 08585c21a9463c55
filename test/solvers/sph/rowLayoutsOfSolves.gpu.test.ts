import { describe, expect, test } from "vitest";
import { NumericalError } from "../../../src/core/failure.ts";
import type { FluidModel } from "../../../src/solvers/sph/model.ts";
import { fluidTank } from "../../run/fluidTank.ts";
import { useDevice } from "../../support/device.ts";
import { fluidBox, makeFluid, schemeOf } from "./reference/fluidModels.ts";
import { expectSameFluid, forgetfulRows, layoutDifferences } from "./rowLayoutCases.ts";
import { cohesionOf, tensionOf } from "./surfaceTensionCases.ts";

const device = useDevice();

/** Iterations end a little earlier or later for rounding. */
const tolerance = 5e-4;

const oil = { name: "oil", referenceDensity: 700, soundSpeed: 11, kinematicViscosity: 0.03 };
const fluids = [makeFluid(fluidBox([1, 1]), 0.1), makeFluid(fluidBox([1, 1]), 0.1, oil)];

const free: Partial<FluidModel> = { scheme: schemeOf("divergence-free") };
const placed: Partial<FluidModel> = { scheme: schemeOf("position-based") };

describe("rows of clusters and of particles move a fluid whose pressure is solved for in the same way", () => {
  test.each<[string, 2 | 3, Partial<FluidModel>]>([
    ["divergence-free", 2, free],
    ["divergence-free", 3, free],
    ["divergence-free, of two kinds with a tension", 2, { ...free, fluids, surfaceTension: tensionOf(50) }],
    ["position-based", 2, placed],
    ["position-based", 3, placed],
    ["position-based, with cohesion", 2, { ...placed, surfaceTension: cohesionOf(0.5) }],
  ])("%s, in %i dimensions", async (_what, dimensions, changes) => {
    await expectSameFluid(device(), fluidTank(dimensions, changes), tolerance);
  });
});

test.each([
  ["divergence-free", free],
  ["position-based", placed],
])(
  "the comparison finds lanes that hand on one neighbour twice and another never, %s",
  async (_, changes) => {
    const isFound = await layoutDifferences(device(), fluidTank(2, changes), forgetfulRows()).then(
      (found) => found.filter(({ by }) => by > 10 * tolerance).length > 4,
      // Or the fluid bursts.
      (error: unknown) => error instanceof NumericalError,
    );
    expect(isFound).toBe(true);
  },
);
