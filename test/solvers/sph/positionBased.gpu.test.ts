import { describe, expect, test } from "vitest";
import { positionCode } from "../../../src/core/fixedPoint.ts";
import type { Particles } from "../../../src/core/particles.ts";
import type { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { firstDifference } from "../../support/arrays.ts";
import { readBuffer, useDevice } from "../../support/device.ts";
import { fluidParticles } from "../../support/fluids.ts";
import { box, drop, jitter, positionBasedModel, spacing, tank } from "./positionBasedCases.ts";
import { steps, stopAfter, withEngine } from "./positionBasedDevice.ts";

const context = useDevice();

describe.each([2, 3] as const)("a fluid in %d dimensions", (dimensions) => {
  test("that starts compressed is less so after every iteration", async () => {
    const errors: number[] = [];
    for (const iterations of [1, 2, 3, 4, 6, 8]) {
      const timeStepping = { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 };
      const one = drop(
        dimensions,
        { iterations, clumpingPressure: 0 },
        { compression: 0.97 },
        { timeStepping },
      );
      const density = await withEngine(context(), one, async (engine) => {
        if (errors.length === 0) errors.push(meanCompression((await engine.frame()).density));
        await engine.advance(steps(1));
        return (await engine.frame()).density;
      });
      errors.push(meanCompression(density));
    }
    errors.slice(1).forEach((error, k) => expect(error).toBeLessThan(errors[k]));
    expect(errors[0]).toBeGreaterThan(0.015);
    expect(errors[errors.length - 1]).toBeLessThan(0.3 * errors[0]);
  });

  test("keeps its momentum to rounding where there are no walls", async () => {
    const viscosities = [{ kind: "laminar" }];
    const free = drop(dimensions, {}, { compression: 0.97 }, { viscosities, expectedSpeed: 1 });
    free.particles.velocity.forEach((_, k) => {
      if (k % 3 < dimensions) free.particles.velocity[k] = 0.3 + 0.4 * jitter(k + 7);
    });
    const momentum = ({ velocity }: Particles) =>
      [0, 1, 2].map((axis) => velocity.reduce((sum, v, k) => sum + (k % 3 === axis ? v : 0), 0));
    await withEngine(context(), free, async (engine) => {
      const start = (await engine.frame()).particles;
      await engine.advance(steps(10));
      const { particles } = await engine.frame();
      const change = particles.velocity.map((v, k) => v - start.velocity[k]);
      const exchanged = change.reduce((sum, v) => sum + Math.abs(v), 0);
      expect(exchanged).toBeGreaterThan(5);
      const [before, after] = [momentum(start), momentum(particles)];
      before.forEach((value, axis) => expect(Math.abs(after[axis] - value)).toBeLessThan(1e-5 * exchanged));
    });
  });

  test("repeats to the last bit, and goes on from a saved state as if it had never stopped", async () => {
    const pool = tank(dimensions, {}, {}, { skin: 0.01 * spacing });
    const whole = await withEngine(context(), pool, async (engine) => {
      await engine.advance(steps(12));
      return engine.frame();
    });
    const state = await withEngine(context(), pool, async (engine) => {
      await engine.advance(steps(3));
      await engine.advance(steps(4));
      return engine.saveState();
    });
    const resumed = await withEngine(context(), pool, async (engine) => {
      await engine.loadState(state);
      await engine.advance(steps(5));
      return engine.frame();
    });
    for (const name of ["position", "velocity", "image"] as const) {
      expect(firstDifference(resumed.particles[name], whole.particles[name])).toBe(-1);
    }
    for (const name of ["density", "pressure", "acceleration"] as const) {
      expect(firstDifference(resumed[name], whole[name])).toBe(-1);
    }
    expect(resumed.time).toBe(whole.time);
  });

  test("has a list good for where its particles are in every iteration, however thin the skin", async () => {
    const timeStepping = { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 };
    const skin = 0.01 * spacing;
    const crowd = drop(dimensions, { iterations: 3 }, { compression: 0.95 }, { timeStepping, skin });
    for (const iteration of [1, 2, 3, 4]) {
      const travel = await withEngine(context(), crowd, async (engine) => {
        await stopAfter(context(), engine, "settleList", iteration);
        return travelSinceBuild(engine);
      });
      expect(Math.max(...travel)).toBeLessThanOrEqual(skin / 2);
      if (iteration === 1) continue;
      const before = await withEngine(context(), crowd, async (engine) => {
        await stopAfter(context(), engine, "applyCorrection", iteration - 1);
        return travelSinceBuild(engine);
      });
      expect(Math.max(...before)).toBeGreaterThan(skin / 2);
    }
  });
});

/** How far each particle is from where it was when the list was built [length]. */
async function travelSinceBuild({ solver }: GpuFluidEngine): Promise<number[]> {
  const { buffers, model } = solver.system;
  const [present, built] = [
    new Int32Array(await readBuffer(context(), buffers.position)),
    new Int32Array(await readBuffer(context(), buffers.builtPosition)),
  ];
  const { span } = positionCode(model.box);
  return Array.from({ length: solver.system.count }, (_, i) =>
    Math.hypot(
      ...span.map((edge, axis) => (((present[4 * i + axis] - built[4 * i + axis]) | 0) * edge) / 2 ** 32),
    ),
  );
}

test("a column at rest keeps its place, its height and its density, and carries its weight", async () => {
  const depth = 10;
  const column = tank(
    2,
    {},
    { size: [8, 13, 1], depth, layers: 3, disorder: 0.02 },
    { viscosities: [{ kind: "laminar" }] },
  );
  column.model.fluids.forEach((fluid) => Object.assign(fluid, { kinematicViscosity: 0.02 }));
  await withEngine(context(), column, async (engine) => {
    const start = (await engine.frame()).particles;
    while (engine.clock.time < 1.5) await engine.advance({ untilTime: 1.5, maximumSteps: 50 });
    let force = 0;
    for (let sample = 0; sample < 20; sample++) {
      await engine.advance(steps(5));
      const { particles, acceleration } = await engine.frame();
      particles.type.forEach((type, i) => (force += type === 1 ? acceleration[3 * i + 1] / 20 : 0));
    }
    const { particles, density } = await engine.frame();
    const fluids = [...particles.type.keys()].filter((i) => particles.type[i] === 0);
    const height = (p: Particles) =>
      fluids.reduce((sum, i) => sum + p.position[3 * i + 1], 0) / fluids.length / spacing;
    const speeds = fluids.map((i) => Math.hypot(particles.velocity[3 * i], particles.velocity[3 * i + 1]));
    expect(meanCompression(Float64Array.from(fluids, (i) => density[i]))).toBeLessThan(0.002);
    expect(Math.abs(height(particles) - height(start))).toBeLessThan(0.01 * depth);
    expect(Math.max(...speeds)).toBeLessThan(0.05 * Math.sqrt(9.81 * depth * spacing));
    expect(Math.abs(force / fluids.length / -9.81 - 1)).toBeLessThan(0.005);
  });
});

test("a particle alone falls exactly with g, step by step", async () => {
  const timeStepping = { timeStep: 2 ** -7, courantNumber: 0.25, dampingTime: 0 };
  const acceleration = { constant: [0, 0, -8] };
  const model = positionBasedModel(box([4, 4, 4], 3), {}, { timeStepping, acceleration });
  const particles = fluidParticles(model, [1, 1, 3]);
  await withEngine(context(), { model, particles }, async (engine) => {
    await engine.advance(steps(10));
    const frame = await engine.frame();
    expect([...frame.particles.velocity]).toEqual([0, 0, -10 / 16]);
    // Σ n Δt² g over the steps, semi-implicit Euler.
    expect([...frame.particles.position]).toEqual([1, 1, 3 - 55 * 8 * 2 ** -14]);
    expect([...frame.acceleration]).toEqual([0, 0, -8]);
  });
});

test("particles that start on top of each other halt the run by name instead of being slowed down in silence", async () => {
  const timeStepping = { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 };
  const crowd = drop(2, { iterations: 20 }, { compression: 0.2, edge: 12 }, { timeStepping });
  await withEngine(context(), crowd, async (engine) => {
    const before = await engine.frame();
    await expect(engine.advance(steps(1))).rejects.toThrow(/particle \d+ at step 1 moved further than 0.075/);
    const after = await engine.frame();
    expect(firstDifference(after.particles.position, before.particles.position)).toBe(-1);
  });
});

test("the first step counts the body force and the expected speed, with the particles at rest", async () => {
  const slow = tank(2, {}, {}, { expectedSpeed: 1e-3 });
  const quick = tank(2, {}, {}, { expectedSpeed: 4 });
  const [byForce, bySpeed] = await Promise.all(
    [slow, quick].map((pool) => withEngine(context(), pool, async ({ clock }) => clock.timeStep)),
  );
  expect(byForce).toBeCloseTo(0.25 * Math.sqrt(0.15 / 9.81), 7);
  expect(bySpeed).toBeCloseTo((0.25 * spacing) / 4, 7);
});

/** Mean of max(ρ/ρ0 − 1, 0). */
function meanCompression(density: Float64Array): number {
  return density.reduce((sum, rho) => sum + Math.max(rho / 1000 - 1, 0), 0) / density.length;
}
