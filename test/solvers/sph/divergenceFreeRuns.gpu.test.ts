import { afterEach, describe, expect, test } from "vitest";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import { statusBytes } from "../../../src/gpu/status.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import {
  divergenceFreeNumbers,
  unconvergedLimit,
} from "../../../src/solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { fluidStatusBytes, unpackFluidStatus } from "../../../src/solvers/sph/fluidStatus.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../../../src/solvers/sph/model.ts";
import { fillRates, volumesOf } from "../../../src/solvers/sph/reference/divergenceFree.ts";
import { DivergenceFreeSystem } from "../../../src/solvers/sph/reference/divergenceFreeSystem.ts";
import { findPairs } from "../../../src/solvers/sph/reference/neighbours.ts";
import { useDevice } from "../../support/device.ts";
import { spacing, tank, type TankOptions, water } from "./divergenceFreeCases.ts";

const device = useDevice();
const engines: GpuFluidEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.destroy();
});

async function start({ model, particles }: { model: FluidModel; particles: FluidParticles }) {
  const engine = await GpuFluidEngine.create(device(), model, particles);
  engines.push(engine);
  return engine;
}

const steps = (maximumSteps: number) => ({ untilTime: 1e9, maximumSteps });

const cases = [
  { dimensions: 2 as const, size: [12, 8, 1] as const, gravity: [0, -9.81] },
  { dimensions: 3 as const, size: [6, 5, 7] as const, gravity: [0, -9.81, 0] },
];

/** What a frame says of its fluid. */
function fluidOf(model: FluidModel, { particles, density, pressure }: FluidFrame) {
  const rows = [...particles.type.keys()].filter((i) => !isSolid(model, particles.type[i]));
  const meanOf = (some: readonly number[], of: (i: number) => number) =>
    some.reduce((sum, i) => sum + of(i), 0) / some.length;
  const mean = (of: (i: number) => number) => meanOf(rows, of);
  const { position, velocity } = particles;
  return {
    count: rows.length,
    compression: mean((i) => Math.max(density[i] / 1000 - 1, 0)),
    height: mean((i) => position[3 * i + 1]),
    speed: Math.sqrt(mean((i) => velocity[3 * i] ** 2 + velocity[3 * i + 1] ** 2 + velocity[3 * i + 2] ** 2)),
    bottom:
      meanOf(
        rows.filter((i) => position[3 * i + 1] < 2 * spacing),
        (i) => pressure[i],
      ) /
      (1000 * 9.81),
    // Of the mean pressure, as a height of water.
    head: mean((i) => pressure[i]) / (1000 * 9.81),
    front: Math.max(...rows.map((i) => position[3 * i])),
    top: Math.max(...rows.map((i) => position[3 * i + 1])),
  };
}

/** Mean compression rate of the fluid that does not lack neighbours, in float64. */
function meanDivergence(model: FluidModel, { particles, density }: FluidFrame): number {
  const pairs = findPairs(model, particles.position);
  const { type, velocity } = particles;
  const rates = fillRates(model, { type, volume: volumesOf(model, type, pairs) }, velocity, pairs).value;
  const { deficientDensity } = divergenceFreeNumbers(model);
  const counts = (i: number) => !isSolid(model, type[i]) && density[i] >= 1000 * deficientDensity;
  const fluids = type.filter((material) => !isSolid(model, material)).length;
  return rates.reduce((sum, rate, i) => sum + (counts(i) ? Math.max(rate, 0) : 0), 0) / fluids;
}

describe.each(cases)("in $dimensions dimensions", ({ dimensions, size }) => {
  const disturbed = (changes: Partial<TankOptions> = {}) =>
    tank({ dimensions, size, disorder: 0.1, speed: 0.2, ...changes });

  test("five steps are those of float64", async () => {
    const scheme = { maximumIterations: 6, maximumDensityError: 1e-12, maximumDivergenceError: 1e-12 };
    const { model, particles } = disturbed({
      scheme,
      model: { timeStepping: { timeStep: 0.004, courantNumber: 0.25, dampingTime: 0.01 } },
    });
    const engine = await start({ model, particles });
    const reference = new DivergenceFreeSystem(model, particles);
    for (let step = 1; step <= 5; step++) {
      await engine.advance(steps(1));
      reference.advance();
      const frame = await engine.frame();
      const { state } = reference;
      expect(frame.time).toBeCloseTo(state.time, 7);
      const largest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a, (x, k) => Math.abs(x - b[k])).reduce((most, d) => Math.max(most, d), 0);
      expect(largest(frame.particles.position, state.particles.position)).toBeLessThan(1e-5 * spacing);
      expect(largest(frame.particles.velocity, state.particles.velocity)).toBeLessThan(2e-5);
      expect(largest(frame.density, state.density)).toBeLessThan(0.02);
      const scale = (values: ArrayLike<number>) =>
        Array.from(values, Math.abs).reduce((a, b) => Math.max(a, b), 0);
      expect(largest(frame.pressure, state.pressure)).toBeLessThan(1e-3 * scale(state.pressure));
      expect(largest(frame.acceleration, state.acceleration)).toBeLessThan(1e-3 * scale(state.acceleration));
    }
  });

  test("the step chosen is that of float64", async () => {
    const { model, particles } = disturbed();
    const engine = await start({ model, particles });
    const reference = new DivergenceFreeSystem(model, particles);
    expect(engine.clock.timeStep / reference.state.timeStep).toBeCloseTo(1, 5);
    expect(engine.clock.timeStep).toBeGreaterThan(0.001);
    const drop = await start(tank({ dimensions, size, model: { viscosities: [] } }));
    expect(drop.clock.timeStep).toBeCloseTo(0.25 * Math.sqrt(spacing / 9.81), 6);
  });

  test("the divergence left by a step is below its bound", async () => {
    const { model, particles } = disturbed({ speed: 1 });
    const engine = await start({ model, particles });
    const bound = 1e-3;
    const before = meanDivergence(model, await engine.frame());
    expect(before * engine.clock.timeStep).toBeGreaterThan(10 * bound);
    for (let k = 0; k < 5; k++) {
      const { time } = engine.clock;
      await engine.advance(steps(1));
      const timeStep = engine.clock.time - time;
      expect(meanDivergence(model, await engine.frame()) * timeStep).toBeLessThan(bound);
    }
  });

  test("a compression is undone no faster in a shorter step", async () => {
    const { model, particles } = tank({ dimensions, size, layers: 0, model: { viscosities: [] } });
    particles.position.forEach((x, k) => (particles.position[k] = 0.99 * x));
    // A drop in a box with room around it.
    const box = {
      ...model.box,
      lower: dimensions === 2 ? ([-1, -1, 0] as const) : ([-1, -1, -1] as const),
      lengths: dimensions === 2 ? ([4, 4, 1] as const) : ([4, 4, 4] as const),
      boundaries: ["open", "open", dimensions === 2 ? "periodic" : "open"] as const,
    };
    const speedAfter = async (timeStep: number) => {
      const timeStepping = { timeStep, courantNumber: 0.25, dampingTime: 0 };
      const engine = await start({ model: { ...model, box, timeStepping }, particles });
      await engine.advance(steps(1));
      return fluidOf(model, await engine.frame()).speed;
    };
    const speed = await speedAfter(1e-3);
    expect(speed).toBeGreaterThan(0.01);
    expect((await speedAfter(1e-4)) / speed).toBeLessThan(1.2);
  });

  test("a column at rest stays at rest, weighs on the floor and has the hydrostatic pressure", async () => {
    const [, rows] = size;
    const { model, particles } = tank({
      dimensions,
      size: [size[0] + 1, rows, size[2]],
      hasSides: dimensions === 2,
      model: {
        fluids: [water(0.05, dimensions)],
        timeStepping: { courantNumber: 0.25, dampingTime: 0.5 },
      },
    });
    const engine = await start({ model, particles });
    await engine.advance({ untilTime: 2.5, maximumSteps: 400 });
    const weights: number[] = [];
    const heads: number[] = [];
    const bottoms: number[] = [];
    for (let k = 0; k < 5; k++) {
      await engine.advance(steps(4));
      const frame = await engine.frame();
      const fluid = fluidOf(model, frame);
      expect(fluid.compression).toBeLessThan(1e-3);
      expect(fluid.speed).toBeLessThan(0.02 * Math.sqrt(9.81 * rows * spacing));
      weights.push(-wallSum(model, frame) / (9.81 * fluid.count));
      heads.push(fluid.head / ((rows * spacing) / 2));
      bottoms.push(fluid.bottom / ((rows - 1) * spacing));
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(weights) - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean(heads) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(bottoms) - 1)).toBeLessThan(0.1);
  });

  test("a dam break runs along the floor with its density kept", async () => {
    const { model, particles } = tank({ dimensions, size: [2 * size[0], size[1], size[2]], filled: size[0] });
    const engine = await start({ model, particles });
    const first = fluidOf(model, await engine.frame());
    for (let k = 0; k < 6; k++) {
      await engine.advance(steps(8));
      expect(fluidOf(model, await engine.frame()).compression).toBeLessThan(5e-4);
    }
    const last = fluidOf(model, await engine.frame());
    expect(last.front - first.front).toBeGreaterThan(2 * spacing);
    expect(last.height).toBeLessThan(first.height);
  });

  test("a periodic box keeps its momentum", async () => {
    const { model, particles } = tank({
      dimensions,
      size: [10, 10, 7],
      layers: 0,
      disorder: 0.1,
      speed: 0.5,
    });
    const engine = await start({ model, particles });
    const momentum = async () => {
      const { velocity } = (await engine.frame()).particles;
      const sums = [0, 0, 0];
      velocity.forEach((v, k) => (sums[k % 3] += v));
      return { sums, size: velocity.reduce((sum, v) => sum + Math.abs(v), 0) };
    };
    const before = await momentum();
    await engine.advance(steps(10));
    const after = await momentum();
    for (let axis = 0; axis < 3; axis++) {
      // Two solves in each of ten steps round every velocity by 2⁻²⁴ of it at most; what pairs round comes on top, but hardly ever all one way.
      expect(Math.abs(after.sums[axis] - before.sums[axis])).toBeLessThan(10 * 2 * 2 ** -24 * before.size);
    }
    expect(after.size).not.toBe(before.size);
  });

  test("solves that do not converge are counted and told apart", async () => {
    const engineWith = (scheme: Readonly<Record<string, number>>) => start(disturbed({ speed: 0.5, scheme }));
    const counts = async (engine: GpuFluidEngine) => {
      const words = (await engine.saveState()).clock as Uint32Array;
      const block = new Uint8Array(fluidStatusBytes);
      block.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), statusBytes);
      return unpackFluidStatus(block.buffer).clock.limits.slice(unconvergedLimit, unconvergedLimit + 2);
    };
    const hasty = await engineWith({ maximumIterations: 2, maximumDensityError: 1e-8 });
    await hasty.advance(steps(3));
    expect((await counts(hasty))[0]).toBe(3);
    expect(hasty.diagnostics?.[0]).toMatchObject({
      name: "constant density",
      iterations: 2,
      hasConverged: false,
    });
    const patient = await engineWith({ maximumDensityError: 0.1, maximumDivergenceError: 0.1 });
    await patient.advance(steps(3));
    expect(await counts(patient)).toEqual([0, 0]);
    expect(patient.diagnostics?.map(({ hasConverged }) => hasConverged)).toEqual([true, true]);
  });

  test("with the measure of compression iterations are fewer, and more of that is left", async () => {
    const compressions: number[] = [];
    const counts: number[] = [];
    for (const errorMeasure of ["deviation", "compression"]) {
      const { model, particles } = tank({
        dimensions,
        size,
        speed: 0.05,
        scheme: { errorMeasure, maximumIterations: 100 },
      });
      const engine = await start({ model, particles });
      let iterations = 0;
      for (let step = 0; step < 10; step++) {
        await engine.advance(steps(1));
        const [density] = engine.diagnostics ?? [];
        expect(density.hasConverged).toBe(true);
        iterations += density.iterations;
      }
      counts.push(iterations);
      compressions.push(fluidOf(model, await engine.frame()).compression);
    }
    expect(counts[1]).toBeLessThan(0.8 * counts[0]);
    expect(compressions[1]).toBeGreaterThan(compressions[0]);
    expect(compressions[1]).toBeLessThan(2e-4);
  });

  test("runs repeat bit for bit, however they are cut into batches, and go on from a saved state", async () => {
    const [whole, cut] = [await start(disturbed()), await start(disturbed())];
    await whole.advance(steps(5));
    const middle = await whole.saveState();
    await whole.advance(steps(5));
    for (const batch of [1, 3, 4, 2]) await cut.advance(steps(batch));
    const end = await whole.saveState();
    expect(await cut.saveState()).toEqual(end);
    const resumed = await start(disturbed({ speed: 0 }));
    await resumed.loadState(middle);
    await resumed.advance(steps(5));
    expect(await resumed.saveState()).toEqual(end);
  });
});

/** Force on all walls along y [N]. */
function wallSum(model: FluidModel, { particles, acceleration }: FluidFrame): number {
  let sum = 0;
  particles.type.forEach((type, i) => {
    if (isSolid(model, type)) sum += acceleration[3 * i + 1];
  });
  return sum;
}

test("fluid on the lattice of a thick wall has its reference density", async () => {
  for (const { dimensions, size } of cases) {
    const { model, particles } = tank({ dimensions, size });
    const { density, particles: placed } = await (await start({ model, particles })).frame();
    const beside = [...placed.type.keys()].filter(
      (i) =>
        placed.type[i] === 0 &&
        placed.position[3 * i + 1] < spacing &&
        Math.abs(placed.position[3 * i] - (size[0] / 2) * spacing) < 1.5 * spacing,
    );
    expect(beside.length).toBeGreaterThan(1);
    for (const i of beside) expect(Math.abs(density[i] / 1000 - 1)).toBeLessThan(0.03);
  }
});

test("a belt drags the fluid along and does not compress it", async () => {
  const { model, particles } = tank({ dimensions: 2, size: [12, 6, 1], hasSides: false });
  const solids = [{ ...model.solids[0], motion: { kind: "sliding" as const, velocity: [1, 0] } }];
  const engine = await start({ model: { ...model, solids, fluids: [water(0.05, 2)] }, particles });
  await engine.advance(steps(40));
  const frame = await engine.frame();
  expect(fluidOf(model, frame).compression).toBeLessThan(5e-4);
  const speedBetween = (low: number, high: number) => {
    const { position, velocity, type } = frame.particles;
    const rows = [...type.keys()].filter(
      (i) => type[i] === 0 && position[3 * i + 1] >= low && position[3 * i + 1] < high,
    );
    return rows.reduce((sum, i) => sum + velocity[3 * i], 0) / rows.length;
  };
  expect(speedBetween(0, spacing)).toBeGreaterThan(0.3);
  expect(speedBetween(0, spacing)).toBeLessThan(1);
  expect(speedBetween(4 * spacing, 6 * spacing)).toBeLessThan(speedBetween(0, spacing));
});

test("water stays below oil, and each keeps its density", async () => {
  const { model, particles } = tank({ dimensions: 2, size: [12, 8, 1], isLayered: true });
  const engine = await start({ model, particles });
  await engine.advance(steps(40));
  const { density, particles: after } = await engine.frame();
  const heights = [0, 1].map((fluid) => {
    const rows = [...after.type.keys()].filter((i) => after.type[i] === fluid);
    const { referenceDensity } = model.fluids[fluid];
    const excess = rows.map((i) => Math.max(density[i] / referenceDensity - 1, 0));
    expect(excess.reduce((sum, x) => sum + x, 0) / rows.length).toBeLessThan(1e-3);
    return rows.map((i) => after.position[3 * i + 1]);
  });
  expect(Math.max(...heights[0])).toBeLessThan(Math.min(...heights[1]) + 0.5 * spacing);
});
