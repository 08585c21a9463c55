import { describe, expect, test } from "vitest";
import { byReaches } from "../../../src/gpu/nearness.ts";
import { clusterRows, particleRows } from "../../../src/gpu/rowLayout.ts";
import type { GpuEngine } from "../../../src/run/gpuEngine.ts";
import { verifyList, verifyReach } from "../../../src/run/verification/verifyList.ts";
import { batch } from "../../support/batches.ts";
import { readFloats, readWords } from "../../support/device.ts";
import { useEngines } from "../../support/engines.ts";
import { makeBox, makeModel, noInteraction, randomParticles } from "../../support/models.ts";

const { device, createEngine } = useEngines();

/** Too many for brief steps, in which all reach equally far. */
const count = 2500;
const model = makeModel(makeBox(14.5));
const particles = randomParticles(model, count, { minimumDistance: 0.8 });

async function reachesOf({ solver }: GpuEngine) {
  const built = await readFloats(device(), solver.buffers.builtPosition);
  const tags = await readWords(device(), solver.buffers.tag);
  return new Map(Array.from({ length: count }, (_, k) => [tags[4 * k + 3], built[4 * k + 3]]));
}

/** Goes on to the end of the step in which a list is built. */
async function nextBuild(engine: GpuEngine): Promise<number> {
  const before = engine.neighbourListBuilds;
  while (engine.neighbourListBuilds === before) await engine.advance(batch(engine.step + 1));
  return engine.step;
}

test("in the first list all particles may go half a skin", async () => {
  const engine = await createEngine(model, particles);
  const reaches = [...(await reachesOf(engine)).values()];
  expect(new Set(reaches)).toEqual(new Set([Math.fround(model.skin / 2)]));
});

test("free particles reach a quarter of the skin and their way in three quarters of the last list's time, at most a skin", async () => {
  const gas = makeModel(makeBox(14.5), { pair: noInteraction, timeStep: 0.01 });
  const engine = await createEngine(gas, particles);
  const first = await nextBuild(engine);
  const second = await nextBuild(engine);
  expect(second - first).toBeGreaterThan(first);
  const reaches = await reachesOf(engine);
  const ahead = 0.75 * (second - first) * gas.timeStep;
  particles.id.forEach((id, i) => {
    const speed = Math.hypot(...particles.velocity.subarray(3 * i, 3 * i + 3));
    expect(reaches.get(id)).toBeCloseTo(Math.min(gas.skin / 4 + ahead * speed, gas.skin), 5);
  });
});

test("in a liquid reaches lie between a quarter of the skin and all of it", async () => {
  const engine = await createEngine(model, particles);
  await engine.advance(batch(30));
  expect(engine.neighbourListBuilds).toBeGreaterThan(2);
  const reaches = [...(await reachesOf(engine)).values()];
  expect(Math.min(...reaches)).toBeGreaterThanOrEqual(Math.fround(model.skin / 4));
  expect(Math.max(...reaches)).toBeLessThanOrEqual(Math.fround(model.skin));
  expect(new Set(reaches).size).toBeGreaterThan(count / 2);
});

describe.each([
  ["of clusters", clusterRows],
  ["of single particles", particleRows],
])("in rows %s", (_, rowLayout) => {
  test("no neighbour is ever missing, and nobody listed who is not near", async () => {
    const context = { ...device(), rowLayout };
    const engine = await createEngine(model, particles, {}, context);
    const rule = { box: model.box, listRadius: model.pairs.cutoffRadius };
    for (let step = 1; step <= 40; step++) {
      await engine.advance(batch(step));
      expect((await verifyReach(context, rule, engine.solver)).worstError).toBe(0);
    }
    for (const row of await verifyList(
      context,
      { ...rule, nearness: byReaches(model.skin) },
      engine.solver,
    )) {
      expect(row.worstError, row.pass).toBe(0);
    }
  });

  test("a list of other reaches than its particles' is found out", async () => {
    const context = { ...device(), rowLayout };
    const engine = await createEngine(model, particles, {}, context);
    await engine.advance(batch(30));
    const { builtPosition } = engine.solver.buffers;
    const reach = (await readFloats(context, builtPosition))[3];
    context.device.queue.writeBuffer(builtPosition, 12, Float32Array.of(reach + 0.3));
    const rule = { box: model.box, listRadius: model.pairs.cutoffRadius, nearness: byReaches(model.skin) };
    const rows = await verifyList(context, rule, engine.solver);
    expect(rows.find(({ pass }) => pass === "buildNeighbourList")?.worstError).toBeGreaterThan(0);
  });

  test.each([3, 11, 17, 26])(
    "a state that is saved after step %i goes on to the same bits",
    async (split) => {
      const context = { ...device(), rowLayout };
      const whole = await createEngine(model, particles, {}, context);
      await whole.advance(batch(split));
      const saved = await whole.saveState();
      await whole.advance(batch(45));
      const other = await createEngine(model, particles, {}, context);
      await other.loadState(saved);
      await other.advance(batch(45));
      expect(await other.saveState()).toEqual(await whole.saveState());
    },
  );
});

test("lists of a liquid last half as long again as where all may go half a skin", async () => {
  const engine = await createEngine(model, particles);
  await engine.advance(batch(100));
  const uniform: number[] = [];
  for (let k = 0; k < 4; k++) {
    // The first list of an engine is one of uniform reaches.
    const fresh = await createEngine(model, (await engine.frame()).particles);
    uniform.push(await nextBuild(fresh));
    await engine.advance(batch(engine.step + 50));
  }
  const before = engine.neighbourListBuilds;
  await engine.advance(batch(engine.step + 200));
  const mean = uniform.reduce((sum, steps) => sum + steps) / uniform.length;
  expect(200 / (engine.neighbourListBuilds - before)).toBeGreaterThan(1.5 * mean);
});
