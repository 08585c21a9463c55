import { expect, it } from "vitest";
import { PassProfiler } from "../../src/gpu/passProfiler.ts";
import { useEngines } from "../support/engines.ts";
import { makeBox, makeModel, randomParticles } from "../support/models.ts";

const { device, createEngine } = useEngines();

const model = makeModel(makeBox(8));
const particles = randomParticles(model, 200, { minimumDistance: 0.9, seed: 3 });
const noSamples = { totalsAt: [], pairHistogramAt: [], displacementAt: [] };

it("a step timed pass by pass leaves the bits of a step that is not timed", async () => {
  const [plain, timed] = [await createEngine(model, particles), await createEngine(model, particles)];
  const profiler = new PassProfiler(device());
  await plain.advance({ ...noSamples, untilStep: 7 });
  await timed.advance({ ...noSamples, untilStep: 7, profiler });
  expect(await timed.saveState()).toEqual(await plain.saveState());
  profiler.destroy();
});

it("times name every pass of a step with the number of its dispatches, and are positive in sum", async () => {
  const engine = await createEngine(model, particles);
  const profiler = new PassProfiler(device());
  await engine.advance({ ...noSamples, untilStep: 4, profiler });
  const times = await profiler.take();
  const dispatches = Object.fromEntries(times.map((time) => [time.label, time.dispatches]));
  expect(dispatches).toMatchObject({
    integrateFirst: 4,
    integrateSecond: 4,
  });
  expect(times.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBeGreaterThan(0);
  profiler.destroy();
});

it("a batch without a step has no times", async () => {
  const engine = await createEngine(model, particles);
  const profiler = new PassProfiler(device());
  await engine.advance({ ...noSamples, untilStep: 0, profiler });
  expect(await profiler.take()).toEqual([]);
  profiler.destroy();
});
