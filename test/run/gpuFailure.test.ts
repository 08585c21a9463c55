import { describe, expect, test } from "vitest";
import { exitCodes, NumericalError } from "../../src/core/failure.ts";
import { openDawn } from "../../src/headless/dawn.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import { batch, frameDifferences } from "../support/batches.ts";
import { useEngines } from "../support/engines.ts";
import { makeBox, makeModel, noInteraction, particlesAt, randomParticles } from "../support/models.ts";

const { createEngine } = useEngines();

const model = makeModel(makeBox(9));
const particles = randomParticles(model, 300);

describe("when the numbers go wrong", () => {
  /** What advance throws, with the frame before and after. */
  async function failureOf(engine: GpuEngine, untilStep: number) {
    const before = await engine.frame();
    const builds = engine.neighbourListBuilds;
    const error = await engine.advance(batch(untilStep, { totalsAt: [untilStep] })).then(
      () => undefined,
      (reason: unknown) => reason as NumericalError,
    );
    expect(error).toBeInstanceOf(NumericalError);
    expect(engine.neighbourListBuilds).toBe(builds);
    expect(frameDifferences(await engine.frame(), before)).toEqual([]);
    return error as NumericalError;
  }

  const withVelocity = (row: number, velocity: number[]) => {
    const changed = particles.velocity.slice();
    changed.set(velocity, 3 * row);
    return { ...particles, velocity: changed };
  };

  test.each([NaN, Infinity, 1e38])("a velocity of %f names particle and step", async (speed) => {
    const engine = await createEngine(model, withVelocity(123, [0, speed, 0]));
    const error = await failureOf(engine, 20);
    expect([error.step, error.particleId]).toEqual([1, particles.id[123]]);
    expect(error.message).toContain(`particle ${particles.id[123]} at step 1`);
    expect(error.exitCode).toBe(exitCodes.numbersWrong);
  });

  test("of several particles the smallest id is named, every time", async () => {
    const broken = { ...particles, velocity: particles.velocity.map(() => NaN) };
    for (let n = 0; n < 5; n++) {
      const error = await failureOf(await createEngine(model, broken), 5);
      expect([error.step, error.particleId]).toEqual([1, Math.min(...particles.id)]);
    }
  });

  test("a particle that outruns its list names the step, and the state is that of the batch's start", async () => {
    const engine = await createEngine(model, particles);
    await engine.advance(batch(7));
    const state = await engine.saveState();
    const velocity = (state.velocity as Float32Array).slice();
    const row = 55;
    velocity[4 * row] = 2.9 / model.timeStep;
    await engine.loadState({ ...state, velocity });
    const error = await failureOf(engine, 12);
    expect([error.step, error.particleId]).toEqual([8, (state.tag as Int32Array)[4 * row + 3]]);
    expect(error.message).toMatch(/moved further than .* in one step.*timeStep/);
  });

  test("a time step far too large names a particle and a step", async () => {
    const hasty = { ...model, timeStep: 0.2 };
    const engine = await createEngine(hasty, particles);
    const error = await failureOf(engine, 200);
    expect(error.step).toBeGreaterThan(0);
    expect(error.step).toBeLessThan(100);
    expect(particles.id).toContain(error.particleId);
  });

  test("the run goes on from the restored state as if nothing had been tried", async () => {
    const engine = await createEngine(model, particles);
    await engine.advance(batch(10));
    const state = await engine.saveState();
    const velocity = (state.velocity as Float32Array).slice();
    velocity[40] = NaN;
    await engine.loadState({ ...state, velocity });
    await failureOf(engine, 30);
    await engine.loadState(state);
    await engine.advance(batch(40));
    const undisturbed = await createEngine(model, particles);
    await undisturbed.advance(batch(40));
    expect(frameDifferences(await engine.frame(), await undisturbed.frame())).toEqual([]);
  });

  test("a particle lost beyond an open side names its id and the step it left at", async () => {
    const box = makeBox(10, ["periodic", "open", "periodic"]);
    const open = makeModel(box, { pair: noInteraction, timeStep: 0.01 });
    // From y = 9 at speed 20 it is half an edge beyond the upper side, at y = 15, after 30 steps.
    const position = Float64Array.from([0, 5.5, 3, 1, 9.5, 4, 2, 5.5, 5]);
    const leaving = { ...particlesAt(position, open, { temperature: 1e-6 }), id: Uint32Array.of(31, 17, 99) };
    leaving.velocity.set([0, 20.01, 0], 3);
    const engine = await createEngine(open, leaving);
    await engine.advance(batch(29));
    const error = await failureOf(engine, 60);
    expect([error.step, error.particleId]).toEqual([30, 17]);
    expect(error.message).toMatch(/particle 17 at step 30 .*lost/);
    expect(engine.step).toBe(29);
  });

  test("a particle beyond an open side, but less than half an edge, is still there", async () => {
    const box = makeBox(10, "open");
    const open = makeModel(box, { pair: noInteraction, timeStep: 0.01 });
    const particle = particlesAt(Float64Array.from([0, 9, 5]), open);
    particle.velocity.set([0, 10, 0]);
    const engine = await createEngine(open, particle);
    await engine.advance(batch(59));
    const { particles: moved } = await engine.frame();
    expect(moved.position[1]).toBeCloseTo(9 + 5.9, 5);
    expect([...moved.image]).toEqual([0, 0, 0]);
  });
});

describe("errors of the device", () => {
  test("that nobody caught surface in the next batch", async () => {
    const context = await openDawn();
    const engine = await GpuEngine.create(context, model, particles);
    context.device.createBuffer({
      label: "impossible",
      size: 16,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE,
    });
    await expect(engine.advance(batch(1))).rejects.toThrow(/GPU error on [\s\S]*impossible/);
    context.destroy();
    context.destroy();
  });

  test("surface when the device is lost under a run", async () => {
    const context = await openDawn();
    const engine = await GpuEngine.create(context, model, particles);
    context.device.destroy();
    await expect(engine.advance(batch(1))).rejects.toMatchObject({
      message: expect.stringMatching(/GPU error on [\s\S]*lost/) as string,
      exitCode: exitCodes.noDevice,
    });
    context.destroy();
  });
});
