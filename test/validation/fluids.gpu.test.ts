import { describe, expect, it } from "vitest";
import { measureSteady } from "../../validation/channel-flow/case.ts";
import { measureFront } from "../../validation/dam-break/case.ts";
import { dropRows } from "../../validation/elliptical-drop/case.ts";
import { withFluid } from "../../validation/fluidRun.ts";
import { tankErrors } from "../../validation/hydrostatic-tank/case.ts";
import { measureVortices } from "../../validation/taylor-green/case.ts";
import tank from "../../scenarios/hydrostatic-tank.json";
import { useDevice } from "../support/device.ts";
import { quantities, testEnvironment } from "./environment.ts";

const device = useDevice();
const environment = () => testEnvironment(device());

describe("coarse published cases", () => {
  it("Taylor–Green vortices of 20 × 20 particles decay as they should, and not with twice the viscosity", async () => {
    const coarse = { "setup.spacing": 0.05 };
    const right = await measureVortices(environment(), coarse, 0.3);
    expect(right.meanError).toBeLessThan(0.08);
    expect(right.decayError).toBeLessThan(0.05);
    const viscous = { ...coarse, "solver.materials.fluid.kinematicViscosity": 0.02 };
    const wrong = await measureVortices(environment(), viscous, 0.3);
    expect(wrong.decayError).toBeGreaterThan(0.1);
  });

  it("Couette flow of 10 particles across becomes linear", async () => {
    const { worst } = await measureSteady(environment(), "couette", {
      "setup.spacing": 0.1,
      "setup.box.lower": [0, -0.4],
      "setup.box.lengths": [0.8, 1.8],
      "setup.solids.0.shape.lower": [0, -0.4],
      "setup.solids.1.shape.upper": [0.8, 1.4],
    });
    expect(worst).toBeLessThan(1e-3);
  });

  it("Poiseuille flow of 10 particles across becomes a parabola to 3 %", async () => {
    const { worst } = await measureSteady(environment(), "poiseuille", {
      "setup.spacing": 0.1,
      "setup.box.lower": [0, -0.4],
      "setup.box.lengths": [0.8, 1.8],
      "setup.fluids.0.shape.upper": [0.8, 1],
      "setup.solids.0.shape": { kind: "box", lower: [0, -0.4], upper: [0.8, 0] },
      "setup.solids.1.shape": { kind: "box", lower: [0, 1], upper: [0.8, 1.4] },
    });
    expect(worst).toBeLessThan(0.03);
    expect(worst).toBeGreaterThan(1e-4);
  });

  it("a tank of 20 particles across comes to rest under ρ g depth", async () => {
    const errors = await withFluid(
      environment(),
      tank,
      { "setup.spacing": 0.1, "setup.box.lower": [-0.5, -0.5], "setup.box.lengths": [3, 2] },
      async (run) => tankErrors(await run.advanceTo(2)),
    );
    expect(errors.mean).toBeLessThan(0.02);
    expect(errors.speed).toBeLessThan(0.01);
  });

  it("water without viscosity stays at rest in a tank with divergence-free SPH, whose steps are long then", async () => {
    const settings = { "solver.scheme": { kind: "divergence-free" }, "solver.viscosities": [] };
    const [errors, steps] = await withFluid(environment(), tank, settings, async (run) => [
      tankErrors(await run.advanceTo(2)),
      run.engine.clock.step,
    ]);
    expect(steps).toBeLessThan(120);
    expect(errors.mean).toBeLessThan(0.2);
    expect(errors.speed).toBeLessThan(0.15);
  });

  it("a drop of 20 particles across is stretched as an ellipse, and not if it starts slower", async () => {
    const coarse = { "setup.spacing": 0.1, "setup.fluids.0.velocity": ["-100 x", "100 y"] };
    const failed = quantities(await dropRows(environment(), coarse), "failed");
    expect(failed.filter((quantity) => quantity.includes("0.0008") || quantity.includes("0.0038"))).toEqual(
      [],
    );
    const slower = { ...coarse, "setup.fluids.0.velocity": ["-80 x", "80 y"] };
    expect(quantities(await dropRows(environment(), slower), "failed")).toContain(
      "semi-major axis at 0.0038 s",
    );
  });

  it("the front of a column 10 particles wide stays within a third of Koshizuka & Oka's, and nothing leaves the tank", async () => {
    const coarse = { "setup.spacing": 0.1, "setup.box.lower": [-1, -1], "setup.box.lengths": [6, 6] };
    const { meanDifference, densityError, outside } = await measureFront(environment(), coarse);
    expect(meanDifference).toBeLessThan(0.33);
    expect(densityError).toBeLessThan(0.01);
    expect(outside).toBe(0);
  });
});
