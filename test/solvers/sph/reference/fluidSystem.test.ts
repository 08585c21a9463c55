import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { linear } from "../../../../src/solvers/sph/equationsOfState/linear.ts";
import type { Solid } from "../../../../src/solvers/sph/model.ts";
import { motionParameters } from "../../../../src/solvers/sph/parameters/motionParameters.ts";
import { FluidSystem } from "../../../../src/solvers/sph/reference/fluidSystem.ts";
import {
  fluidBox,
  latticeSites,
  makeFluid,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  schemeOf,
  shaken,
} from "./fluidModels.ts";

const schemes = {
  continuity: schemeOf("weakly-compressible", { densityDiffusion: { kind: "antuono" } }),
  summation: schemeOf("weakly-compressible", { density: "summation" }),
  damped: schemeOf("entropically-damped"),
};
const advections = ["own-velocity", "xsph", "transport-velocity", "shifting"];

function advanceTo(system: FluidSystem, time: number): FluidSystem {
  while (system.state.time < time) system.advance();
  return system;
}

describe("FluidSystem", () => {
  for (const [name, scheme] of Object.entries(schemes)) {
    for (const kind of advections) {
      it(`a lattice at rest stays as it is with ${name} and ${kind}`, () => {
        const advection = schemeOf("weakly-compressible", { advection: { kind } }).advection;
        const model = makeModel(fluidBox([0.8, 0.7]), {
          scheme: { ...scheme, advection },
          viscosities: [{ kind: "laminar" }],
        });
        const particles = particlesAt(latticeSites(model), model);
        const system = new FluidSystem(model, particles);
        const { state } = system;
        const start = { density: state.density.slice(), pressure: state.pressure.slice() };
        if (name === "continuity") expect(start.density.every((rho) => rho === 1000)).toBe(true);
        if (name === "damped") expect(start.pressure.every((p) => p === 0)).toBe(true);
        for (let step = 0; step < 20; step++) system.advance();
        particles.position.forEach((x, k) => expect(state.particles.position[k]).toBeCloseTo(x, 11));
        start.density.forEach((rho, i) => expect(state.density[i]).toBeCloseTo(rho, 8));
        start.pressure.forEach((p, i) => expect(state.pressure[i]).toBeCloseTo(p, 5));
      });
    }

    it(`a sound wave comes back after one wavelength with ${name}`, () => {
      const model = makeModel(fluidBox([1, 0.25]), {
        spacing: 0.05,
        scheme,
        smoothingLength: 0.06,
        equationOfState: linear,
        equationParameters: { backgroundPressure: 0 },
      });
      const velocity = ([x]: Vector3) => [0.01 * Math.sin(2 * Math.PI * (x + 0.25)), 0, 0];
      const particles = particlesAt(latticeSites(model), model, { velocity });
      const system = new FluidSystem(model, particles);
      const correlation = () =>
        particles.velocity.reduce((sum, v, k) => sum + v * system.state.particles.velocity[k], 0) /
        particles.velocity.reduce((sum, v) => sum + v * v, 0);
      expect(correlation()).toBeCloseTo(1, 12);
      advanceTo(system, 0.05);
      expect(correlation()).toBeLessThan(-0.6);
      advanceTo(system, 0.1);
      expect(correlation()).toBeGreaterThan(0.5);
    });
  }

  it("all fluids fall freely, faster as the body force grows to its full strength", () => {
    const timeStepping = { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0.1 };
    const model = makeModel(fluidBox([0.8, 0.7]), { acceleration: { constant: [0, -2, 0] }, timeStepping });
    const system = advanceTo(new FluidSystem(model, particlesAt(latticeSites(model), model)), 0.1 - 1e-9);
    // Halfway between none and all on average.
    for (let i = 0; i < system.state.particles.count; i++) {
      expect(system.state.particles.velocity[3 * i + 1]).toBeCloseTo(-2 * 0.05, 10);
    }
    advanceTo(system, 0.2 - 1e-9);
    expect(system.state.particles.velocity[1]).toBeCloseTo(-2 * 0.15, 10);
    expect(system.state.acceleration[1]).toBeCloseTo(-2, 9);
    expect(Array.from(system.state.limitCounts)).toEqual([20, 0, 0, 0, 0]);
  });

  it("conserves the momentum of a fluid in disorder", () => {
    const model = makeModel(fluidBox([1, 1]), {
      scheme: schemes.continuity,
      viscosities: [{ kind: "artificial", coefficient: 0.1 } as { kind: string }, { kind: "laminar" }],
    });
    const velocity = ([x, y]: Vector3) => [Math.sin(9 * x + 4 * y), Math.cos(7 * y), 0];
    const sites = shaken(latticeSites(model), model, 0.3);
    const system = new FluidSystem(model, particlesAt(sites, model, { velocity }));
    const momentum = (axis: number) =>
      system.state.particles.velocity.filter((_, k) => k % 3 === axis).reduce((sum, v) => sum + v, 0);
    const start = [momentum(0), momentum(1)];
    for (let step = 0; step < 20; step++) system.advance();
    start.forEach((p, axis) => expect(momentum(axis)).toBeCloseTo(p, 10));
    expect(rowOf(system.state.particles.velocity, 7)).not.toEqual(velocity(sites[7]));
  });

  it("a sliding lid over a no-slip floor brings fluid between them to a linear profile", () => {
    const lid: Solid = {
      name: "lid",
      slip: "no-slip",
      motion: motionParameters.parse({ kind: "sliding", velocity: [1, 0, 0] }),
    };
    const box = fluidBox([0.5, 1.6], "open");
    const model = makeModel(
      { ...box, boundaries: ["periodic", "open", "periodic"] },
      {
        fluids: [makeFluid(box, 0.1, { kinematicViscosity: 1 })],
        solids: [restingWall, lid],
        scheme: schemeOf("weakly-compressible", { advection: { kind: "transport-velocity" } }),
        viscosities: [{ kind: "laminar" }],
      },
    );
    const height = (y: number) => y - box.lower[1] - 0.3;
    const type = ([, y]: Vector3) => (height(y) < 0 ? 1 : height(y) > 1 ? 2 : 0);
    const particles = particlesAt(latticeSites(model), model, { type });
    const { state } = advanceTo(new FluidSystem(model, particles), 1);
    for (let i = 0; i < particles.count; i++) {
      const [vx, vy] = rowOf(state.particles.velocity, i);
      const y = height(state.particles.position[3 * i + 1]);
      if (type(rowOf(particles.position, i)) > 0) {
        // The belt runs, but its particles stay.
        expect(vx).toBe(y > 1 ? 1 : 0);
        expect(rowOf(state.particles.position, i)).toEqual(rowOf(particles.position, i));
      } else {
        expect(Math.abs(vx - y)).toBeLessThan(0.02);
        expect(Math.abs(vy)).toBeLessThan(0.01);
      }
    }
    // The fluid drags the lid back with ρ ν V/H per area, on the mass of what lies above.
    const drag = particles.type.reduce(
      (sum, t, i) => sum + (t === 2 ? 10 * state.acceleration[3 * i] : 0),
      0,
    );
    expect(drag / (1000 * 0.5)).toBeCloseTo(-1, 1);
  });

  it("moves a solid along its prescribed path, across a periodic side", () => {
    const motion = motionParameters.parse({ kind: "constant", velocity: [2, 0, 0] });
    const model = makeModel(fluidBox([1, 1]), {
      solids: [{ name: "boat", slip: "free-slip", motion }],
      timeStepping: { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 },
    });
    const [x, y, z] = model.box.lower;
    const particles = particlesAt([[x + 0.9, y + 0.5, z]], model, { type: () => 1 });
    const { state } = advanceTo(new FluidSystem(model, particles), 0.1 - 1e-9);
    expect(state.particles.position[0]).toBeCloseTo(x + 0.1, 12);
    expect(state.particles.image[0]).toBe(1);
    expect(rowOf(state.particles.velocity, 0)).toEqual([2, 0, 0]);
  });

  it("mirrors a fluid particle at a reflecting side, and lets one half an edge beyond an open side", () => {
    const flight = (boundary: "reflecting" | "open", time: number) => {
      const timeStepping = { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 };
      const model = makeModel(fluidBox([1, 1], boundary), { timeStepping });
      const [x, y, z] = model.box.lower;
      const particles = particlesAt([[x + 0.895, y + 0.5, z]], model, { velocity: () => [2, 0, 0] });
      const { position, velocity } = advanceTo(new FluidSystem(model, particles), time - 1e-9).state
        .particles;
      return [position[0] - x, velocity[0]];
    };
    expect(flight("reflecting", 0.2)).toEqual([expect.closeTo(0.705, 10), -2]);
    expect(flight("open", 0.2)).toEqual([expect.closeTo(1.295, 10), 2]);
    expect(() => flight("open", 0.4)).toThrow(/^particle 1 is lost at step 31: more than half a box edge/);
  });

  it("names the particle whose numbers go wrong, and the step", () => {
    const model = makeModel(fluidBox([1, 1]));
    const particles = particlesAt(latticeSites(model), model);
    const wrong = (change: (copy: typeof particles) => void) => {
      const copy = structuredClone(particles);
      change(copy);
      return () => new FluidSystem(model, copy);
    };
    expect(wrong((p) => (p.position[16] = NaN))).toThrow("particle 6: position is not finite at step 0");
    expect(wrong((p) => (p.velocity[3] = Infinity))).toThrow("particle 2: velocity is not finite at step 0");
    expect(wrong((p) => (p.density[8] = -1))).toThrow("particle 9: density -1.000 at step 0 is not positive");
  });

  it("says whose density a step takes below nothing", () => {
    // A belt that runs away from the fluid beside it: its particles stay, and thin the fluid.
    const motion = motionParameters.parse({ kind: "sliding", velocity: [1e4, 0, 0] });
    const model = makeModel(fluidBox([1, 1]), {
      solids: [{ ...restingWall, motion }],
      timeStepping: { timeStep: 1e-3, courantNumber: 0.25, dampingTime: 0 },
    });
    const particles = particlesAt(latticeSites(model).slice(0, 2), model, {
      type: ([x]) => (x > -0.15 ? 1 : 0),
    });
    const system = new FluidSystem(model, particles);
    const message = expect.stringMatching(/density -.* is not positive/);
    const lost = expect.objectContaining({ step: 1, particleId: 1, message });
    expect(() => system.advance()).toThrow(lost);
  });
});
