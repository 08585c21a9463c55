import { describe, expect, it } from "vitest";
import { bodyForceAt } from "../../../../src/solvers/sph/reference/bodyForce.ts";
import { nextTimeStep, stabilityLimits } from "../../../../src/solvers/sph/reference/timeStep.ts";
import { fluidBox, makeFluid, makeModel } from "./fluidModels.ts";

const box = fluidBox([1, 1]);
const still = { speed: 0, acceleration: 0 };

describe("stabilityLimits", () => {
  const thick = makeFluid(box, 0.1, { name: "honey", kinematicViscosity: 2, soundSpeed: 30 });
  const model = makeModel(box, {
    fluids: [makeFluid(box, 0.1), thick],
    smoothingLength: 0.15,
    viscosities: [{ kind: "laminar" }],
  });

  it("are h/(c + |v|) with the fastest sound, √(h/|a|), and the least of all fluids and viscosities", () => {
    expect(stabilityLimits(model, { speed: 20, acceleration: 60 })).toEqual({
      sound: 0.15 / 50,
      acceleration: Math.sqrt(0.15 / 60),
      viscosity: (0.5 * 0.15 * 0.15) / 2,
      "surface tension": Infinity,
    });
  });

  it("do not limit by what is not there", () => {
    const { acceleration, viscosity } = stabilityLimits({ ...model, viscosities: [] }, still);
    expect([acceleration, viscosity]).toEqual([Infinity, Infinity]);
  });
});

describe("nextTimeStep", () => {
  const model = makeModel(box, { smoothingLength: 0.15, viscosities: [{ kind: "laminar" }] });

  it("is the Courant number's share of the least limit, and says which", () => {
    const thick = { ...model, fluids: [makeFluid(box, 0.1, { kinematicViscosity: 3 })] };
    expect(nextTimeStep(model, still)).toEqual({ timeStep: (0.25 * 0.15) / 10, criterion: "sound" });
    expect(nextTimeStep(model, { speed: 0, acceleration: 1e5 })).toEqual({
      timeStep: 0.25 * Math.sqrt(0.15 / 1e5),
      criterion: "acceleration",
    });
    expect(nextTimeStep(thick, still).criterion).toBe("viscosity");
  });

  it("is fixed where the model says so", () => {
    const fixed = { ...model, timeStepping: { ...model.timeStepping, timeStep: 0.5 } };
    expect(nextTimeStep(fixed, { speed: 1e3, acceleration: 1e9 })).toEqual({
      timeStep: 0.5,
      criterion: "fixed",
    });
  });
});

describe("bodyForceAt", () => {
  it("is the constant part and an oscillation", () => {
    const acceleration = {
      constant: [0, -9, 4],
      oscillation: { amplitude: [2, 0, 1], frequency: 0.5, phase: 0.25 },
    };
    const model = makeModel(fluidBox([1, 1, 1]), { acceleration });
    expect(bodyForceAt(model, 0)).toEqual([2, -9, 5]);
    // A turn and a half later sin(2π · 1.75) = −1.
    bodyForceAt(model, 3).forEach((g, axis) => expect(g).toBeCloseTo([-2, -9, 3][axis], 12));
  });

  it("has no z component in two dimensions", () => {
    expect(bodyForceAt(makeModel(box, { acceleration: { constant: [1, 2, 3] } }), 0)).toEqual([1, 2, 0]);
  });

  it("grows smoothly from nothing to all of it over the damping time", () => {
    const timeStepping = { courantNumber: 0.25, dampingTime: 2 };
    const model = makeModel(box, { acceleration: { constant: [0, -8] }, timeStepping });
    const at = (time: number) => bodyForceAt(model, time)[1];
    expect(at(0)).toBeCloseTo(0, 12);
    expect(at(1)).toBeCloseTo(-4, 12);
    expect(at(0.5)).toBeCloseTo(-8 * 0.5 * (1 - Math.SQRT1_2), 12);
    expect([at(2), at(7)]).toEqual([-8, -8]);
  });
});
