import { describe, expect, it } from "vitest";
import { unitSystems } from "../../../../src/core/units.ts";
import { FluidRecorders } from "../../../../src/run/recorders/fluid/fluidRecorders.ts";
import { fluidRecordSchema } from "../../../../src/run/scenario/fluid/fluidRecordSchema.ts";
import { clockAt, contextOf, everything, frameAt, PoolRun, pool } from "./fluidRun.ts";

describe("fluid.csv", () => {
  it("in two dimensions holds components x and y, and units per unit depth", async () => {
    const { recorders, output } = await new PoolRun(everything).whole();
    expect(output.text("fluid.csv")!.split("\n")[0]).toBe(
      "step,time,timeStep,kineticEnergy,potentialEnergy,internalEnergy,mass,particles,centerOfMassX,centerOfMassY," +
        "momentumX,momentumY,angularMomentumZ,maximumSpeed,densityErrorMean,densityErrorMaximum,minimumPressure,maximumPressure",
    );
    expect(recorders.columns["fluid.csv"]).toMatchObject({
      step: "",
      time: "s",
      timeStep: "s",
      kineticEnergy: "J/m",
      mass: "kg/m",
      particles: "",
      centerOfMassX: "m",
      momentumX: "(kg·m/s)/m",
      angularMomentumZ: "N·m·s/m",
      maximumSpeed: "m/s",
      densityErrorMean: "",
      maximumPressure: "Pa",
    });
  });

  it("in three dimensions holds all components, and in dimensionless units no symbols", () => {
    const record = fluidRecordSchema.parse({ measure: { every: 1 } });
    const context = contextOf(pool(3));
    const units = new FluidRecorders(record, context).columns["fluid.csv"];
    expect(units).toMatchObject({
      kineticEnergy: "J",
      mass: "kg",
      angularMomentumX: "N·m·s",
      momentumZ: "kg·m/s",
    });
    const dimensionless = new FluidRecorders(record, { ...context, units: unitSystems.dimensionless });
    expect(new Set(Object.values(dimensionless.columns["fluid.csv"]))).toEqual(new Set([""]));
  });

  it("holds the totals of its frames: of 16 particles of water at a height of 3/4", async () => {
    const run = await new PoolRun(everything).whole();
    const mass = 16 * 1000 * 0.25 ** 2;
    const { column } = run.table("fluid.csv");
    expect(column("mass")[0]).toBe(mass);
    expect(column("potentialEnergy")[3]).toBeCloseTo(mass * 10 * 0.75, 6);
    expect(column("kineticEnergy")).toEqual([0, 8, 16, 24, 32, 40].map((speed) => 0.5 * mass * speed ** 2));
    expect(column("timeStep")[2]).toBe(1 / 32);
  });

  it("has its last totals and its largest speed and density error among the results", async () => {
    const { recorders, scene } = await new PoolRun(everything).whole();
    const slow = frameAt(scene, 1);
    const dense = { ...frameAt(scene, 41), density: scene.frame.density.map((rho) => 1.02 * rho) };
    recorders.recordEnds(dense, clockAt(41));
    recorders.recordEnds({ ...slow, step: 42 }, clockAt(42));
    expect(recorders.results()).toMatchObject({
      kineticEnergy: { value: 0.5 * 1000, unit: "J/m" },
      mass: { value: 1000, unit: "kg/m" },
      densityErrorMean: { value: 0, unit: "" },
      largestDensityError: { value: expect.closeTo(0.02, 12), unit: "" },
      largestSpeed: { value: 41, unit: "m/s" },
    });
  });
});

describe("gauges.csv", () => {
  it("names its columns after the gauges, in their order", async () => {
    const { output, recorders } = await new PoolRun(everything).whole();
    expect(output.text("gauges.csv")!.split("\n")[0]).toBe(
      "step,time,tipPosition,footPressure,footDensity,footVelocityX,footVelocityY,footFraction," +
        "outsidePressure,outsideDensity,outsideVelocityX,outsideVelocityY,outsideFraction,backPosition",
    );
    expect(recorders.columns["gauges.csv"]).toMatchObject({
      tipPosition: "m",
      footPressure: "Pa",
      footFraction: "",
    });
  });

  it("holds what each gauge measures, and NaN where there is no fluid", async () => {
    const run = await new PoolRun(everything).whole();
    const { column } = run.table("gauges.csv");
    column("tipPosition").forEach((x, k) => expect(x).toBeCloseTo(1 + 0.008 * k, 12));
    column("footPressure").forEach((p, k) => expect(p).toBeCloseTo(1000 - (8 * k - 20) ** 2, 9));
    column("footVelocityX").forEach((v, k) => expect(v).toBeCloseTo(8 * k, 9));
    expect(column("outsidePressure").every(Number.isNaN)).toBe(true);
    expect(column("outsideFraction")).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("has the peak of each and its time among the results, in the gauge's own direction", async () => {
    const { recorders } = await new PoolRun(everything).whole(38);
    const results = recorders.results();
    expect(results.footPressureMaximum).toEqual({ value: expect.closeTo(1000 - 16, 9), unit: "Pa" });
    expect(results.footPressureMaximumTime).toEqual({ value: 0.5, unit: "s" });
    expect(results.tipPositionMaximum).toEqual({ value: expect.closeTo(1.038, 12), unit: "m" });
    expect(results.tipPositionMaximumTime).toEqual({ value: 38 / 32, unit: "s" });
    expect(results.backPositionMinimum).toEqual({ value: 0, unit: "m" });
    expect(results.backPositionMinimumTime).toEqual({ value: 0, unit: "s" });
    expect(Object.keys(results).filter((name) => name.startsWith("outside"))).toEqual([]);
  });
});

describe("solids.csv", () => {
  it("in two dimensions holds forces along x and y and the torque about z", async () => {
    const run = await new PoolRun(everything).whole();
    const { columns, column } = run.table("solids.csv");
    expect(columns).toEqual(["step", "time", "wallForceX", "wallForceY", "wallTorqueZ"]);
    expect(run.recorders.columns["solids.csv"]).toMatchObject({ wallForceY: "N/m", wallTorqueZ: "N·m/m" });
    // Four particles of 1000 · 0.25² with accelerations (0, step).
    expect(column("wallForceY")).toEqual([0, 8, 16, 24, 32, 40].map((step) => 4 * 62.5 * step));
    expect(column("wallForceX")).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("in three dimensions holds all components", () => {
    const { recorders } = new PoolRun({ measure: { every: 1 } }, pool(3));
    expect(Object.keys(recorders.columns["solids.csv"]).slice(2)).toEqual(
      ["Force", "Torque"].flatMap((name) => ["X", "Y", "Z"].map((axis) => `wall${name}${axis}`)),
    );
  });

  it("is not written where there are no solids", async () => {
    const scene = pool(2);
    const fluidOnly = { ...scene, model: { ...scene.model, solids: [] } };
    const { recorders } = new PoolRun({ measure: { every: 1 } }, fluidOnly);
    expect(recorders.appendedFiles).toEqual(["fluid.csv"]);
  });
});
