import { describe, expect, it } from "vitest";
import { InputError, NumericalError } from "../../src/core/failure.ts";
import type { Vector3 } from "../../src/core/vector.ts";
import { ReferenceFluidEngine } from "../../src/run/referenceFluidEngine.ts";
import type { FluidModel } from "../../src/solvers/sph/model.ts";
import { motionParameters } from "../../src/solvers/sph/parameters/motionParameters.ts";
import {
  fluidBox,
  latticeSites,
  makeModel,
  particlesAt,
  schemeOf,
  shaken,
} from "../solvers/sph/reference/fluidModels.ts";

const forever = { untilTime: Infinity, maximumSteps: 8 };

/** Water in disorder that a plate swings through. */
function stirred(changes: Partial<FluidModel> = {}) {
  const motion = motionParameters.parse({ kind: "sinusoidal", amplitude: [0.05, 0], frequency: 3 });
  const model = makeModel(fluidBox([1, 1]), {
    solids: [{ name: "plate", slip: "no-slip", motion }],
    viscosities: [{ kind: "laminar" }],
    ...changes,
  });
  const sites = shaken(latticeSites(model), model, 0.2);
  const type = ([x]: Vector3) => (x > 0.2 && x < 0.4 ? 1 : 0);
  const velocity = ([x, y]: Vector3) => [Math.sin(6 * x + y), Math.cos(5 * y), 0];
  return { model, particles: particlesAt(sites, model, { type, velocity }) };
}

const advectedBy = (kind: string, scheme: "weakly-compressible" | "entropically-damped") => ({
  scheme: schemeOf(scheme, { advection: { kind } }),
});

describe("ReferenceFluidEngine", () => {
  it("goes on to the first step at or after a time, or by a number of steps", async () => {
    const { model, particles } = stirred();
    const engine = new ReferenceFluidEngine(model, particles);
    expect(engine.clock).toMatchObject({ step: 0, time: 0 });
    const first = engine.clock.timeStep;
    await engine.advance({ untilTime: 1.5 * first, maximumSteps: 100 });
    expect(engine.clock.step).toBe(2);
    expect(engine.clock.time).toBeGreaterThanOrEqual(1.5 * first);
    await engine.advance({ untilTime: engine.clock.time, maximumSteps: 100 });
    expect(engine.clock.step).toBe(2);
    await engine.advance({ untilTime: 10, maximumSteps: 3 });
    expect(engine.clock.step).toBe(5);
  });

  it("counts what set the steps, and searches neighbours once a step", async () => {
    const { model, particles } = stirred();
    const engine = new ReferenceFluidEngine(model, particles);
    await engine.advance(forever);
    const none = { fixed: 0, acceleration: 0, viscosity: 0, "surface tension": 0 };
    expect(engine.clock.limits).toEqual({ ...none, sound: 8 });
    expect(engine.neighbourListBuilds).toBe(9);
    const fixed = { ...model, timeStepping: { ...model.timeStepping, timeStep: 1e-4 } };
    const other = new ReferenceFluidEngine(fixed, particles);
    await other.advance(forever);
    expect(other.clock.limits).toEqual({ ...none, sound: 0, fixed: 8 });
    expect(other.clock.time).toBeCloseTo(8e-4, 15);
  });

  it("gives frames in id order with walls and materials, which later steps leave alone", async () => {
    const { model, particles } = stirred();
    const order = [3, 1, 2, 0, ...Array.from({ length: 96 }, (_, k) => k + 4)];
    const shuffle = <Values extends Float64Array | Uint32Array>(values: Values, columns: number) =>
      values.map((_, k) => values[columns * order[Math.floor(k / columns)] + (k % columns)]) as Values;
    const shuffled = {
      ...particles,
      position: shuffle(particles.position, 3),
      velocity: shuffle(particles.velocity, 3),
      type: shuffle(particles.type, 1),
      id: shuffle(particles.id, 1),
      density: shuffle(particles.density, 1),
    };
    const [engine, same] = [shuffled, particles].map((start) => new ReferenceFluidEngine(model, start));
    expect(await engine.frame()).toEqual(await same.frame());
    await engine.advance(forever);
    const frame = await engine.frame();
    expect(frame).toMatchObject({ step: 8, fluidCount: 1, materialNames: ["water", "plate"] });
    expect(frame.time).toBe(engine.clock.time);
    expect(frame.particles.id).toEqual(particles.id);
    const wall = particles.type.indexOf(1);
    expect(frame.pressure[wall]).not.toBe(0);
    expect(frame.acceleration[3 * wall]).not.toBe(0);
    const kept = structuredClone(frame);
    await engine.advance(forever);
    expect(frame).toEqual(kept);
  });

  it("takes the same steps whatever batches they come in", async () => {
    const { model, particles } = stirred();
    const [whole, parts] = [0, 1].map(() => new ReferenceFluidEngine(model, particles));
    await whole.advance(forever);
    for (const maximumSteps of [1, 5, 2]) await parts.advance({ untilTime: Infinity, maximumSteps });
    expect(await parts.saveState()).toEqual(await whole.saveState());
  });

  for (const [kind, changes] of [
    ["xsph", advectedBy("xsph", "weakly-compressible")],
    ["shifting", advectedBy("shifting", "weakly-compressible")],
    ["transport-velocity", advectedBy("transport-velocity", "entropically-damped")],
    ["constraints", { scheme: schemeOf("position-based") }],
    ["the divergence taken out", { scheme: schemeOf("divergence-free") }],
  ] as const) {
    it(`goes on from a saved state bit for bit with ${kind}`, async () => {
      const { model, particles } = stirred(changes);
      const engine = new ReferenceFluidEngine(model, particles);
      await engine.advance(forever);
      const saved = await engine.saveState();
      await engine.advance(forever);
      const resumed = new ReferenceFluidEngine(model, particles);
      await resumed.loadState(structuredClone(saved));
      await resumed.advance(forever);
      expect(await resumed.saveState()).toEqual(await engine.saveState());
      expect(resumed.clock).toEqual(engine.clock);
      expect(await resumed.frame()).toEqual(await engine.frame());
    });
  }

  it("refuses a state of another model", async () => {
    const { model, particles } = stirred();
    const small = makeModel(fluidBox([1, 1]));
    const other = new ReferenceFluidEngine(small, particlesAt(latticeSites(small).slice(0, 3), small));
    const load = new ReferenceFluidEngine(model, particles).loadState(await other.saveState());
    await expect(load).rejects.toThrow(InputError);
    await expect(load).rejects.toThrow(/position: must have 300 numbers for this model, got 9/);
  });

  it("goes back to the start of the batch where numbers go wrong", async () => {
    const { model, particles } = stirred({
      box: fluidBox([1, 1], "open"),
      timeStepping: { courantNumber: 0.25, dampingTime: 0, timeStep: 0.002 },
    });
    particles.velocity.set([-30, 0, 0], 0);
    const engine = new ReferenceFluidEngine(model, particles);
    await engine.advance({ untilTime: Infinity, maximumSteps: 2 });
    const before = await engine.saveState();
    const failure = await engine.advance({ untilTime: Infinity, maximumSteps: 100 }).catch((error) => error);
    expect(failure).toBeInstanceOf(NumericalError);
    expect(failure.particleId).toBe(1);
    expect(failure.step).toBeGreaterThan(3);
    expect(failure.message).toMatch(/^particle 1 is lost at step \d+: more than half a box edge/);
    expect(await engine.saveState()).toEqual(before);
  });

  it("lets other work of its thread go on during a long batch", async () => {
    const { model, particles } = stirred();
    const engine = new ReferenceFluidEngine(model, particles);
    let finished = false;
    const batch = engine.advance({ untilTime: Infinity, maximumSteps: 300 }).then(() => (finished = true));
    const seen = await new Promise((resolve) => setTimeout(() => resolve(finished)));
    expect(seen).toBe(false);
    await batch;
    expect(engine.clock.step).toBe(300);
  });
});
