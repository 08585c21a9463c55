import { afterEach, describe, expect, test } from "vitest";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import type { DivergenceFree } from "../../../src/solvers/sph/divergenceFree/divergenceFree.ts";
import { useDevice } from "../../support/device.ts";
import { tank, type TankOptions } from "./divergenceFreeCases.ts";

const device = useDevice();
const engines: GpuFluidEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.destroy();
});

/** A disordered tank whose solves need more than the eight and two iterations that are recorded at first. */
const hard: TankOptions = {
  dimensions: 2,
  size: [12, 8, 1],
  filled: 6,
  disorder: 0.2,
  speed: 1,
  scheme: { maximumDensityError: 1e-6, maximumDivergenceError: 1e-5, maximumIterations: 100 },
  model: { acceleration: { constant: [0, -9.81] } },
};

async function start(): Promise<GpuFluidEngine> {
  const { model, particles } = tank(hard);
  const engine = await GpuFluidEngine.create(device(), model, particles);
  engines.push(engine);
  return engine;
}

const solverOf = ({ solver }: GpuFluidEngine) => solver as DivergenceFree;
const steps = (maximumSteps: number) => ({ untilTime: 1e9, maximumSteps });

describe("iterations of divergence-free SPH", () => {
  test("are recorded as many as are needed: the bits of a run that records all of them", async () => {
    const [engine, full] = [await start(), await start()];
    for (let k = 0; k < 10; k++) solverOf(full).recordMore();
    let most = 0;
    for (let k = 0; k < 4; k++) {
      for (const each of [engine, full]) await each.advance(steps(3));
      const iterations = (engine.diagnostics ?? []).map((solve) => solve.iterations);
      most = Math.max(most, ...iterations);
      expect(await engine.saveState()).toEqual(await full.saveState());
      expect(engine.diagnostics).toEqual(full.diagnostics);
    }
    expect(most).toBeGreaterThan(12);
  });

  test("are not recorded for long when nobody needs them", async () => {
    const engine = await start();
    const solver = solverOf(engine);
    const dispatches = () => {
      let count = 0;
      const encoder = device().device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      const counting = new Proxy(pass, {
        get(target, name) {
          if (name === "dispatchWorkgroups") count++;
          const member = target[name as keyof GPUComputePassEncoder] as unknown;
          return typeof member === "function" ? member.bind(target) : member;
        },
      });
      solver.encodeStep(counting);
      pass.end();
      return count;
    };
    for (let k = 0; k < 10; k++) solver.recordMore();
    const all = dispatches();
    const solve = { name: "", iterations: 2, hasConverged: true, error: 0 };
    for (let batch = 0; batch < 200; batch++) solver.noteIterations([solve, { ...solve, iterations: 1 }]);
    const few = dispatches();
    // Three passes for each iteration, and the two that look whether eight and two were enough.
    expect(all - few).toBe(3 * (100 - 8 + (100 - 2)) - 2);
    solver.noteIterations([{ ...solve, iterations: 7 }, solve]);
    expect(dispatches()).toBe(few);
  });

  test("are recorded for as long as one solve needs them, and no longer for the other", async () => {
    const engine = await start();
    const solver = solverOf(engine);
    for (let k = 0; k < 10; k++) solver.recordMore();
    const all = solver.recordedIterations;
    const solve = { name: "", iterations: 2, hasConverged: true, error: 0 };
    for (let batch = 0; batch < 16; batch++) solver.noteIterations([solve, { ...solve, iterations: 60 }]);
    expect(all).toEqual([100, 100]);
    expect(solver.recordedIterations).toEqual([67, 100]);
  });

  test("become half as many more for the solve that had too few, and for both where nobody knows which", async () => {
    const solver = solverOf(await start());
    const solve = { name: "", iterations: 1, hasConverged: true, error: 0 };
    solver.recordMore([{ ...solve, iterations: 8, hasConverged: false }, solve]);
    expect(solver.recordedIterations).toEqual([12, 2]);
    solver.recordMore([solve, { ...solve, iterations: 2, hasConverged: false }]);
    expect(solver.recordedIterations).toEqual([12, 3]);
    solver.recordMore();
    expect(solver.recordedIterations).toEqual([18, 5]);
  });
});
