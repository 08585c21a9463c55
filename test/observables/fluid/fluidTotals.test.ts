import { describe, expect, it } from "vitest";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { Box } from "../../../src/core/box.ts";
import { type FluidContext } from "../../../src/observables/fluid/fluidContext.ts";
import { fluidTotals } from "../../../src/observables/fluid/fluidTotals.ts";
import { solidForce, solidForces } from "../../../src/observables/fluid/solidForces.ts";
import { boxOf, lattice, sceneOf } from "./fluidFrames.ts";

const box: Box = boxOf([4, 5, 6], "periodic", [1, 1, 1]);

const context: FluidContext = {
  box,
  spacing: 1,
  supportRadius: 3,
  kernel: () => 0,
  materials: [
    { name: "water", isSolid: false, referenceDensity: 10, particleMass: 2 },
    { name: "oil", isSolid: false, referenceDensity: 8, particleMass: 4 },
    { name: "hull", isSolid: true, referenceDensity: 10, particleMass: 3 },
    { name: "floor", isSolid: true, referenceDensity: 10, particleMass: 3 },
  ],
  constantAcceleration: [0, 0, -10],
};

/** Water, oil that went once around x, and three particles of two solids. */
const frame: FluidFrame = {
  step: 0,
  time: 0,
  box,
  particles: {
    count: 5,
    position: Float64Array.of(2, 1, 3, 1, 2, 1, 2, 2, 2, 4, 2, 2, 1, 1, 1),
    velocity: Float64Array.of(1, 2, 2, 0, 0, -1, 9, 9, 9, 9, 9, 9, 9, 9, 9),
    image: Int32Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    type: Uint32Array.of(0, 1, 2, 2, 3),
    id: Uint32Array.of(1, 2, 3, 4, 5),
  },
  density: Float64Array.of(11, 7, 99, 99, 99),
  pressure: Float64Array.of(-5, 30, 99, 99, -99),
  acceleration: Float64Array.of(7, 7, 7, 7, 7, 7, 1, 2, 0, 0, 4, 1, 0, 0, -1),
  materialNames: ["water", "oil", "hull", "floor"],
  fluidCount: 2,
};

describe("totals of a fluid", () => {
  it("are the sums over its particles, counted from the corner of the box and around periodic sides", () => {
    // Water at (1, 0, 2) from the corner, oil at (0 + 4, 1, 0).
    expect(fluidTotals(frame, context)).toEqual({
      kineticEnergy: 0.5 * 2 * 9 + 0.5 * 4 * 1,
      potentialEnergy: 2 * 10 * 2,
      internalEnergy: 0,
      mass: 6,
      particles: 2,
      centerOfMass: [1 + (2 * 1 + 4 * 4) / 6, 1 + 4 / 6, 1 + 4 / 6],
      momentum: [2, 4, 4 - 4],
      // 2 (1, 0, 2) × (1, 2, 2) + 4 (4, 1, 0) × (0, 0, −1)
      angularMomentum: [2 * -4 + 4 * -1, 4 * 4, 2 * 2],
      maximumSpeed: 3,
      densityErrorMean: expect.closeTo((0.1 + 0.125) / 2, 12),
      densityErrorMaximum: 0.125,
      minimumPressure: -5,
      maximumPressure: 30,
    });
  });

  it("have the internal energy of every material at its density", () => {
    const internalEnergy = (density: number, material: number) => density + 100 * material;
    expect(fluidTotals(frame, { ...context, internalEnergy }).internalEnergy).toBe(2 * 11 + 4 * 107);
  });

  it("in two dimensions are per unit depth: density times area", () => {
    const plane = boxOf([2, 3], "reflecting");
    const changes = { acceleration: { constant: [0, -10] } };
    const { frame, context } = sceneOf(plane, 0.1, lattice(plane, 0.1), { changes });
    const { mass, potentialEnergy, centerOfMass } = fluidTotals(frame, context);
    expect(mass).toBeCloseTo(1000 * 6, 6);
    expect(potentialEnergy).toBeCloseTo(1000 * 6 * 10 * 1.5, 6);
    expect(centerOfMass[1]).toBeCloseTo(1.5, 10);
  });

  it("of a compressed lattice have the energy that Tait's equation gives, and none in an incompressible scheme", () => {
    const plane = boxOf([2, 3]);
    const scene = sceneOf(plane, 0.1, lattice(plane, 0.1), { density: () => 1010 });
    const { equationOfState, equationParameters, fluids } = scene.model;
    const perMass = equationOfState.energy(1010, fluids[0], equationParameters);
    expect(fluidTotals(scene.frame, scene.context).internalEnergy).toBeCloseTo(6000 * perMass, 6);
    const incompressible = { ...scene.context, internalEnergy: undefined };
    expect(fluidTotals(scene.frame, incompressible).internalEnergy).toBe(0);
  });
});

describe("forces on solids", () => {
  it("are mass times acceleration of each one's particles, with torques about its centre", () => {
    // Hull about (3, 2, 2): lever arms (−1, 0, 0) and (1, 0, 0), forces (3, 6, 0) and (0, 12, 3).
    expect(solidForces(frame, context)).toEqual([
      { name: "hull", force: [3, 18, 3], torque: [0, -3, -6 + 12], about: [3, 2, 2] },
      { name: "floor", force: [0, 0, -3], torque: [0, 0, 0], about: [1, 1, 1] },
    ]);
  });

  it("have their torque about any point", () => {
    expect(solidForce(frame, context, 3, [1, 0, 1]).torque).toEqual([-3, 0, 0]);
  });

  it("are those of a solid in one piece where it lies across a periodic side", () => {
    const { particles } = frame;
    // The hull's second particle goes around x: to 4 + 4 by its image.
    const image = particles.image.slice();
    image[9] = 1;
    const [hull] = solidForces({ ...frame, particles: { ...particles, image } }, context);
    expect(hull.about).toEqual([5, 2, 2]);
    expect(hull.torque).toEqual([0, -9, -3 * 6 + 3 * 12]);
  });
});
