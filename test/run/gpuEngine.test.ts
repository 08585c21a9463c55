import { particleRows } from "../../src/gpu/rowLayout.ts";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/core/failure.ts";
import type { Particles } from "../../src/core/particles.ts";
import type { BatchPlan, EngineOptions } from "../../src/run/engine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import type { IntegratorParameters } from "../../src/solvers/md/integrators/integratorParameters.ts";
import { firstDifference } from "../support/arrays.ts";
import { batch, frameDifferences, stepsBetween } from "../support/batches.ts";
import { withLimits } from "../support/device.ts";
import { useEngines } from "../support/engines.ts";
import { kobAndersenPair, makeBox, makeModel, particlesAt, randomParticles } from "../support/models.ts";

const { device, createEngine } = useEngines();

const integratorCases: IntegratorParameters[] = [
  { kind: "velocity-verlet" },
  { kind: "langevin", temperature: { from: 1, to: 2 }, friction: 1 },
  { kind: "nose-hoover", temperature: 1.2, relaxationTime: 0.2, chainLength: 3 },
  { kind: "bussi", temperature: { from: 1, to: 2 }, relaxationTime: 0.1 },
  { kind: "berendsen", temperature: 1.2, relaxationTime: 0.2 },
  { kind: "fire", forceTolerance: 1e-9 },
];

const mixtureBox = makeBox([6, 7, 6.5], ["periodic", "reflecting", "periodic"]);
const mixture = makeModel(mixtureBox, { pair: kobAndersenPair, totalSteps: 60 });
const mixtureParticles = randomParticles(mixture, 200, { minimumDistance: 0.75, temperature: 1.5 });

/** A gas that falls together: rows of the neighbour list grow far past what a homogeneous system needs. */
const collapseModel = makeModel(makeBox(14), {
  pair: { potential: "soft", types: { A: { amplitude: -30, cutoffRadius: 3 } } },
  timeStep: 0.01,
});
const collapseParticles = randomParticles(collapseModel, 300, { minimumDistance: 0.5, temperature: 0.01 });

/** The frame after batches that end at these steps. */
async function frameAfter(
  model: MolecularModel,
  particles: Particles,
  ends: readonly number[],
  samples: (from: number, to: number) => Partial<BatchPlan> = () => ({}),
  options: EngineOptions = {},
) {
  const engine = await createEngine(model, particles, options);
  for (const end of ends) await engine.advance(batch(end, samples(engine.step, end)));
  return { engine, frame: await engine.frame({ potentialEnergy: true }) };
}

describe.each(integratorCases)("a run with $kind", (integrator) => {
  const model = { ...mixture, integrator };

  test("is the same to the last bit however it is cut into batches", async () => {
    const whole = await frameAfter(model, mixtureParticles, [60]);
    const split = await frameAfter(model, mixtureParticles, [1, 8, 8, 60]);
    expect(frameDifferences(split.frame, whole.frame)).toEqual([]);
    expect(split.engine.neighbourListBuilds).toBe(whole.engine.neighbourListBuilds);
    expect(whole.engine.neighbourListBuilds).toBeGreaterThan(2);
  });

  test("goes on from a saved state in a new engine as if never stopped", async () => {
    const { engine, frame } = await frameAfter(model, mixtureParticles, [23]);
    const state = await engine.saveState();
    const fresh = await createEngine(model, randomParticles(model, 200, { seed: 8, minimumDistance: 0.75 }));
    await fresh.loadState(structuredClone(state));
    expect(fresh.step).toBe(23);
    expect(fresh.neighbourListBuilds).toBe(engine.neighbourListBuilds);
    expect(frameDifferences(await fresh.frame({ potentialEnergy: true }), frame)).toEqual([]);
    const samples = { totalsAt: [40, 60] };
    const results = [await engine.advance(batch(60, samples)), await fresh.advance(batch(60, samples))];
    expect(results[1]).toEqual(results[0]);
    expect(frameDifferences(await fresh.frame(), await engine.frame())).toEqual([]);
    expect(fresh.neighbourListBuilds).toBe(engine.neighbourListBuilds);
  });

  test("is not changed by sampling", async () => {
    const options = { pairHistogram: { bins: 50, maximumDistance: 3 }, displacement: true };
    const samples = (from: number, to: number) => ({
      totalsAt: [from, ...stepsBetween(from, to)],
      pairHistogramAt: [from, ...stepsBetween(from, to, 3)],
      displacementAt: [from, ...stepsBetween(from, to, 2)],
    });
    const plain = await frameAfter(model, mixtureParticles, [60]);
    const sampled = await frameAfter(model, mixtureParticles, [25, 60], samples, options);
    expect(frameDifferences(sampled.frame, plain.frame)).toEqual([]);
  });
});

test("frames that differ in one bit are told apart", async () => {
  const { frame } = await frameAfter(mixture, mixtureParticles, [1]);
  const velocity = frame.particles.velocity.slice();
  velocity[100] += 2 ** -40;
  const changed = { ...frame, particles: { ...frame.particles, velocity } };
  expect(frameDifferences(changed, frame)).toEqual(["velocity"]);
  expect(frameDifferences({ ...frame, step: 2 }, frame)).toEqual(["stepAndTime"]);
});

test("two engines on one device repeat each other to the last bit, taking turns", async () => {
  const first = await createEngine(mixture, mixtureParticles);
  const second = await createEngine(mixture, mixtureParticles);
  for (const end of [10, 20, 40]) {
    const results = await Promise.all(
      [first, second].map((engine) => engine.advance(batch(end, { totalsAt: [end] }))),
    );
    expect(results[1]).toEqual(results[0]);
  }
  expect(frameDifferences(await second.frame(), await first.frame())).toEqual([]);
});

describe("a neighbour list that overflows", () => {
  test("grows in the middle of a run, which goes on the same to the last bit", async () => {
    const { engine } = await frameAfter(collapseModel, collapseParticles, [1]);
    const before = engine.memoryBytes;
    await engine.advance(batch(200));
    expect(engine.memoryBytes).toBeGreaterThan(before);
    const unsplit = await engine.frame({ potentialEnergy: true });
    for (const ends of [
      [1, 8, 200],
      [30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 60, 90, 120, 150, 160, 170, 180, 190, 200],
    ]) {
      const { frame } = await frameAfter(collapseModel, collapseParticles, ends);
      expect(frameDifferences(frame, unsplit)).toEqual([]);
    }
  });

  test("counts its lists alike whether it grew or had the room from the start", async () => {
    const grown = await frameAfter(collapseModel, collapseParticles, [200]);
    const state = await grown.engine.saveState();
    const roomy = await createEngine(collapseModel, collapseParticles);
    await roomy.loadState(state);
    expect(roomy.neighbourListBuilds).toBe(grown.engine.neighbourListBuilds);
    const split = await frameAfter(collapseModel, collapseParticles, [7, 40, 200]);
    expect(split.engine.neighbourListBuilds).toBe(grown.engine.neighbourListBuilds);
  });

  test("at the very start grows before the first step", async () => {
    const dense = particlesAt(
      collapseParticles.position.map(
        (x, k) => makeBox(1).lower[k % 3] + 7 + (x - makeBox(1).lower[k % 3]) / 14,
      ),
      collapseModel,
    );
    const engine = await createEngine(collapseModel, dense);
    const { totals } = await engine.advance(batch(0, { totalsAt: [0] }));
    // Nearly every pair attracts with nearly the whole depth.
    expect(totals[0].potentialEnergy).toBeLessThan(-0.5 * 30 * 300 * 299 * 0.5);
    expect(engine.neighbourListBuilds).toBe(1);
  });

  test("past what the adapter can bind ends the run as numbers gone wrong, and keeps the last state", async () => {
    const limited = withLimits(device(), { maxStorageBufferBindingSize: 32 * 4 * 60 });
    // The rows of clusters of so few particles fit any binding.
    const context = { ...limited, rowLayout: particleRows };
    const engine = await createEngine(collapseModel, collapseParticles, {}, context);
    await engine.advance(batch(5));
    const before = await engine.frame();
    const failure = await engine.advance(batch(120)).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ exitCode: exitCodes.numbersWrong });
    expect(frameDifferences(await engine.frame(), before)).toEqual([]);
  });
});

describe("a frame", () => {
  test("is in id order with ids that are not contiguous, and gives back what was put in", async () => {
    const engine = await createEngine(mixture, mixtureParticles);
    const { particles, step, time, typeNames, force } = await engine.frame();
    const sortedIds = [...mixtureParticles.id].sort((a, b) => a - b);
    expect([...particles.id]).toEqual(sortedIds);
    expect([step, time, typeNames]).toEqual([0, 0, ["A", "B"]]);
    expect(force.length).toBe(600);
    mixtureParticles.id.forEach((id, i) => {
      const row = sortedIds.indexOf(id);
      expect(particles.type[row]).toBe(mixtureParticles.type[i]);
      for (let axis = 0; axis < 3; axis++) {
        const unit = (2 * mixtureBox.lengths[axis]) / 2 ** 32;
        const moved = particles.position[3 * row + axis] - mixtureParticles.position[3 * i + axis];
        expect(Math.abs(moved)).toBeLessThan(unit);
        expect(particles.velocity[3 * row + axis]).toBe(Math.fround(mixtureParticles.velocity[3 * i + axis]));
      }
    });
  });

  test("is a copy that later steps leave as it is", async () => {
    const engine = await createEngine(mixture, mixtureParticles);
    const frame = await engine.frame({ potentialEnergy: true });
    const copy = structuredClone(frame);
    await engine.advance(batch(30));
    expect(frameDifferences(frame, copy)).toEqual([]);
    expect(frameDifferences(await engine.frame(), copy)).toContain("position");
  });

  test("counts images given with the particles on", async () => {
    const image = Int32Array.from(mixtureParticles.image, (_, k) => (k % 3 === 1 ? 0 : (k % 7) - 3));
    const engine = await createEngine(mixture, { ...mixtureParticles, image });
    const { particles } = await engine.frame();
    const order = [...mixtureParticles.id.keys()].sort(
      (a, b) => mixtureParticles.id[a] - mixtureParticles.id[b],
    );
    expect([...particles.image]).toEqual(order.flatMap((i) => [...image.subarray(3 * i, 3 * i + 3)]));
  });

  test("keeps ids past 2³¹ in order", async () => {
    const id = Uint32Array.from(mixtureParticles.id, (one, i) => (i % 2 ? one : 4_000_000_000 + one));
    const engine = await createEngine(mixture, { ...mixtureParticles, id });
    const { particles } = await engine.frame();
    expect(
      firstDifference(
        particles.id,
        [...id].sort((a, b) => a - b),
      ),
    ).toBe(-1);
  });
});

describe("samples", () => {
  const options = { pairHistogram: { bins: 20, maximumDistance: 3 }, displacement: true };

  test("of the present step need no step, and repeat", async () => {
    const engine = await createEngine(mixture, mixtureParticles, options);
    await engine.advance(batch(17));
    const plan = batch(17, { totalsAt: [17], pairHistogramAt: [17], displacementAt: [17] });
    const result = await engine.advance(plan);
    expect(engine.step).toBe(17);
    expect([result.totals, result.pairHistograms, result.displacements].map(([one]) => one.step)).toEqual([
      17, 17, 17,
    ]);
    expect(await engine.advance(plan)).toEqual(result);
  });

  test("in the middle of a batch are those of a batch that ends there", async () => {
    const wanted = { totalsAt: [5, 9], pairHistogramAt: [9], displacementAt: [3, 9] };
    const engine = await createEngine(mixture, mixtureParticles, options);
    const inside = await engine.advance(batch(20, wanted));
    expect(inside.totals.map(({ step }) => step)).toEqual([5, 9]);
    expect(inside.displacements.map(({ step }) => step)).toEqual([3, 9]);
    const stopping = await createEngine(mixture, mixtureParticles, options);
    await stopping.advance(batch(9));
    const atEnd = await stopping.advance(
      batch(9, { totalsAt: [9], pairHistogramAt: [9], displacementAt: [9] }),
    );
    expect(atEnd.totals[0]).toEqual(inside.totals[1]);
    expect(atEnd.pairHistograms[0]).toEqual(inside.pairHistograms[0]);
    expect(atEnd.displacements[0]).toEqual(inside.displacements[1]);
  });

  test("that the engine was not created for are refused by name", async () => {
    const engine = await createEngine(mixture, mixtureParticles);
    await expect(engine.advance(batch(1, { pairHistogramAt: [1] }))).rejects.toThrow(/pair histogram/);
    await expect(engine.advance(batch(1, { displacementAt: [1] }))).rejects.toThrow(/displacement/);
    await expect(engine.setDisplacementOrigin()).rejects.toThrow(/displacement/);
  });
});

test("a converged minimisation goes no further, also from a saved state", async () => {
  const model = makeModel(makeBox(6), { integrator: { kind: "fire", forceTolerance: 0.5 }, timeStep: 0.005 });
  const engine = await createEngine(model, randomParticles(model, 120));
  expect((await engine.advance(batch(1))).converged).toBe(false);
  expect((await engine.advance(batch(500))).converged).toBe(true);
  const { step } = engine;
  expect(step).toBeLessThan(500);
  const frame = await engine.frame();
  expect((await engine.advance(batch(600))).converged).toBe(true);
  expect(engine.step).toBe(step);
  expect(frameDifferences(await engine.frame(), frame)).toEqual([]);
  const fresh = await createEngine(model, randomParticles(model, 120));
  await fresh.loadState(await engine.saveState());
  expect((await fresh.advance(batch(600))).converged).toBe(true);
  expect(fresh.step).toBe(step);
  expect(frameDifferences(await fresh.frame(), frame)).toEqual([]);
});

test("destroying an engine twice is the same as once, and frees what it held", async () => {
  const engine = await createEngine(mixture, mixtureParticles, {
    pairHistogram: { bins: 20, maximumDistance: 3 },
    displacement: true,
  });
  expect(engine.memoryBytes).toBeGreaterThan(200 * 100);
  engine.destroy();
  engine.destroy();
  expect(engine.memoryBytes).toBe(0);
  expect(() => device().check()).not.toThrow();
});

test("memory stays below a kilobyte a particle at the density of a liquid", async () => {
  const box = makeBox(16.8);
  const model = makeModel(box);
  const engine = await createEngine(model, randomParticles(model, 3000));
  expect(engine.memoryBytes / 3000).toBeLessThan(1000);
});
