import { describe, expect, test } from "vitest";
import type { Box } from "../../src/core/box.ts";
import type { Frame } from "../../src/core/frame.ts";
import type { Particles } from "../../src/core/particles.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { batch } from "../support/batches.ts";
import { useDevice } from "../support/device.ts";
import {
  kobAndersenPair,
  lennardJonesPair,
  makeBox,
  makeFlatBox,
  makeModel,
  noInteraction,
  particlesAt,
  randomParticles,
} from "../support/models.ts";
import { forEachPair } from "../support/pairSums.ts";

const device = useDevice();

interface Options {
  readonly bins: number;
  readonly maximumDistance: number;
}

/** Counts of the device after some steps, and the frame they belong to. */
async function countOnDevice(
  model: MolecularModel,
  particles: Particles,
  pairHistogram: Options,
  steps = 0,
): Promise<{ counts: Float64Array; frame: Frame }> {
  const engine = await GpuEngine.create(device(), model, particles, { pairHistogram });
  const { pairHistograms } = await engine.advance(batch(steps, { pairHistogramAt: [steps] }));
  const frame = await engine.frame();
  engine.destroy();
  return { counts: pairHistograms[0].counts, frame };
}

/** Fewest and most counts of every bin by brute force: pairs on the edge of two bins may fall into either. */
function countDirectly(
  box: Box,
  particles: Particles,
  typeCount: number,
  { bins, maximumDistance }: Options,
): { fewest: Float64Array; most: Float64Array } {
  const length = ((typeCount * (typeCount + 1)) / 2) * bins;
  const fewest = new Float64Array(length);
  const most = new Float64Array(length);
  forEachPair(box, particles, (i, j, _, distance) => {
    const [low, high] = [particles.type[i], particles.type[j]].sort();
    // Blocks in the order 00, 01, …, 11, 12, …
    let block = high - low;
    for (let type = 0; type < low; type++) block += typeCount - type;
    const place = (distance / maximumDistance) * bins;
    const bin = Math.floor(place);
    const candidates = new Set([Math.floor(place * (1 - 1e-6)), Math.floor(place * (1 + 1e-6))]);
    for (const candidate of candidates) if (candidate < bins) most[block * bins + candidate]++;
    if (candidates.size === 1 && bin < bins) fewest[block * bins + bin]++;
  });
  return { fewest, most };
}

function outliers(
  counts: Float64Array,
  { fewest, most }: ReturnType<typeof countDirectly>,
): { bin: number; count: number }[] {
  expect(counts.length).toBe(most.length);
  return [...counts]
    .map((count, bin) => ({ bin, count }))
    .filter(({ bin, count }) => count < fewest[bin] || count > most[bin]);
}

const fluid = (box: Box, count: number, minimumDistance = 0.8, pair: object = lennardJonesPair) => {
  const model = makeModel(box, { pair });
  return { model, particles: randomParticles(model, count, { minimumDistance }) };
};

interface Case {
  readonly model: MolecularModel;
  readonly particles: Particles;
  readonly maximumDistance: number;
  readonly bins?: number;
  readonly steps?: number;
}

describe("pairs are counted as brute force counts them", () => {
  test.each<[string, Case]>([
    ["within the cutoff", { ...fluid(makeBox(8), 350), maximumDistance: 2.5 }],
    ["up to half the box", { ...fluid(makeBox(8), 350), maximumDistance: 4 }],
    ["in a box of exactly two cutoffs", { ...fluid(makeBox(5), 90), maximumDistance: 2.5 }],
    ["in a flat box", { ...fluid(makeFlatBox(14, 11), 120), maximumDistance: 5.5 }],
    ["in a reflecting box, corner to corner", { ...fluid(makeBox(5, "reflecting"), 90), maximumDistance: 9 }],
    ["in an open box", { ...fluid(makeBox(6, "open"), 150), maximumDistance: 11 }],
    [
      "with mixed sides",
      { ...fluid(makeBox([5, 7, 6], ["periodic", "reflecting", "open"]), 150), maximumDistance: 2.5 },
    ],
    ["in a dilute gas", { ...fluid(makeBox(90), 200), maximumDistance: 45 }],
    ["much closer than a cell", { ...fluid(makeBox(8), 350), maximumDistance: 1.1, bins: 11 }],
    ["of two types", { ...fluid(makeBox(7), 300, 0.75, kobAndersenPair), maximumDistance: 3.5 }],
    [
      "while particles leave the cells they were sorted into",
      { ...fluid(makeBox(8), 350), maximumDistance: 4, steps: 9 },
    ],
    ["of two particles", { ...fluid(makeBox(8), 2), maximumDistance: 4 }],
    ["of a single one", { ...fluid(makeBox(8), 1), maximumDistance: 4 }],
  ])("%s", async (_, { model, particles, maximumDistance, bins = 100, steps = 0 }) => {
    const options = { bins, maximumDistance };
    const { counts, frame } = await countOnDevice(model, particles, options, steps);
    expect(outliers(counts, countDirectly(model.box, frame.particles, model.types.length, options))).toEqual(
      [],
    );
  });

  test("of three types, one block after another", async () => {
    const types = { A: { epsilon: 0, sigma: 1 }, B: { epsilon: 0, sigma: 1 }, C: { epsilon: 0, sigma: 1 } };
    const { model, particles } = fluid(makeBox(8), 200, 0, { ...noInteraction, types });
    const options = { bins: 10, maximumDistance: 4 };
    const { counts, frame } = await countOnDevice(model, particles, options);
    expect(counts.length).toBe(60);
    expect(outliers(counts, countDirectly(model.box, frame.particles, 3, options))).toEqual([]);
  });

  test("of particles moved by almost half the skin since they were sorted", async () => {
    const model = makeModel(makeBox(9), { pair: noInteraction, skin: 1, timeStep: 0.1 });
    const still = randomParticles(model, 250, { minimumDistance: 0 });
    // Every particle has gone 0.49 of the skin of 1 by step 7, each its own way.
    const velocity = still.velocity.map((component, k) => {
      const own = still.velocity.subarray(k - (k % 3), k - (k % 3) + 3);
      return (0.7 * component) / Math.hypot(...own);
    });
    const engine = await GpuEngine.create(device(), model, { ...still, velocity });
    await engine.advance(batch(7));
    expect(engine.neighbourListBuilds).toBe(1);
    engine.destroy();
    const options = { bins: 60, maximumDistance: 3 };
    const { counts, frame } = await countOnDevice(model, { ...still, velocity }, options, 7);
    expect(outliers(counts, countDirectly(model.box, frame.particles, 1, options))).toEqual([]);
  });
});

test("the comparison with brute force finds a pair too many and one too few", async () => {
  const { model, particles } = fluid(makeBox(8), 350);
  const options = { bins: 100, maximumDistance: 4 };
  const { counts, frame } = await countOnDevice(model, particles, options);
  const direct = countDirectly(model.box, frame.particles, 1, options);
  for (const change of [1, -1]) {
    const changed = counts.slice();
    changed[70] += change;
    expect(outliers(changed, direct)).toEqual([{ bin: 70, count: counts[70] + change }]);
  }
});

test("each sample counts anew", async () => {
  const { model, particles } = fluid(makeBox(8), 350);
  const engine = await GpuEngine.create(device(), model, particles, {
    pairHistogram: { bins: 10, maximumDistance: 4 },
  });
  const { pairHistograms } = await engine.advance(batch(2, { pairHistogramAt: [0, 1, 2] }));
  engine.destroy();
  expect(pairHistograms.map(({ step }) => step)).toEqual([0, 1, 2]);
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const [first, ...later] = pairHistograms.map(({ counts }) => total(counts));
  for (const sum of later) expect(Math.abs(sum / first - 1)).toBeLessThan(0.02);
});

test("a histogram of particles at one place has them all in its first bin", async () => {
  const model = makeModel(makeBox(8), { pair: noInteraction });
  const particles = particlesAt(new Float64Array(3 * 50).fill(3), model);
  const { counts } = await countOnDevice(model, particles, { bins: 4, maximumDistance: 2 });
  expect([...counts]).toEqual([(50 * 49) / 2, 0, 0, 0]);
});
