import { describe, expect, test } from "vitest";
import type { Frame } from "../../src/core/frame.ts";
import type { Particles } from "../../src/core/particles.ts";
import type { DisplacementSample } from "../../src/observables/samples.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { batch } from "../support/batches.ts";
import { useDevice } from "../support/device.ts";
import { makeBox, makeFlatBox, makeModel, noInteraction, randomParticles } from "../support/models.ts";

const device = useDevice();

/** Unwrapped coordinates, (N, 3) row-major [length]. */
function unwrapped({ particles, box }: Frame): Float64Array {
  return particles.position.map((x, k) => x + particles.image[k] * box.lengths[k % 3]);
}

/** Mean square displacement and velocity autocorrelation between two frames, in float64. */
function correlate(origin: Frame, frame: Frame) {
  const [from, to] = [unwrapped(origin), unwrapped(frame)];
  const { count, velocity } = frame.particles;
  let square = 0;
  let product = 0;
  let scale = 0;
  to.forEach((x, k) => {
    square += (x - from[k]) ** 2;
    const term = velocity[k] * origin.particles.velocity[k];
    product += term;
    scale += Math.abs(term);
  });
  return { displacement: square / count, correlation: product / count, correlationScale: scale / count };
}

/** Worst relative error of a sample, in units of 2⁻²⁴. */
function errorOf(sample: DisplacementSample, expected: ReturnType<typeof correlate>): number {
  const displacement = Math.abs(sample.meanSquareDisplacement / expected.displacement - 1);
  const correlation =
    Math.abs(sample.velocityAutocorrelation - expected.correlation) / expected.correlationScale;
  return Math.max(displacement, correlation) * 2 ** 24;
}

/** The origin's frame, the last frame, and the samples on the way. */
async function follow(
  model: MolecularModel,
  particles: Particles,
  originStep: number,
  steps: readonly number[],
) {
  const engine = await GpuEngine.create(device(), model, particles, { displacement: true });
  await engine.advance(batch(originStep));
  if (originStep > 0) await engine.setDisplacementOrigin();
  const origin = await engine.frame();
  const last = steps[steps.length - 1];
  const { displacements } = await engine.advance(batch(last, { displacementAt: steps }));
  const frame = await engine.frame();
  engine.destroy();
  return { origin, frame, displacements };
}

const gas = makeModel(makeBox([4, 5, 3.5]), {
  pair: { potential: "gaussian", types: { A: { epsilon: 2, sigma: 0.6 } }, cutoffRadius: 1.7 },
  skin: 0.05,
  timeStep: 0.01,
});
const gasParticles = () => randomParticles(gas, 60, { minimumDistance: 0.5, temperature: 25 });
const tolerance = 32;

describe("mean square displacement and velocity autocorrelation", () => {
  test("are those of unwrapped coordinates where particles crossed the box several times", async () => {
    const { origin, frame, displacements } = await follow(gas, gasParticles(), 0, [300]);
    const crossings = frame.particles.image.map(Math.abs);
    expect(Math.max(...crossings)).toBeGreaterThan(3);
    expect(errorOf(displacements[0], correlate(origin, frame))).toBeLessThan(tolerance);
    expect(displacements[0]).toMatchObject({ step: 300, originStep: 0 });
  });

  test("count from the origin that was set last", async () => {
    const { origin, frame, displacements } = await follow(gas, gasParticles(), 40, [41, 90]);
    expect(displacements.map(({ originStep, step }) => [originStep, step])).toEqual([
      [40, 41],
      [40, 90],
    ]);
    expect(errorOf(displacements[1], correlate(origin, frame))).toBeLessThan(tolerance);
    expect(displacements[0].meanSquareDisplacement).toBeLessThan(
      displacements[1].meanSquareDisplacement / 50,
    );
  });

  test("keep the digits of displacements far smaller than the box", async () => {
    const model = makeModel(makeBox(3000), { pair: noInteraction, timeStep: 1e-4 });
    const particles = randomParticles(model, 500, { minimumDistance: 0 });
    const { origin, frame, displacements } = await follow(model, particles, 0, [3]);
    expect(displacements[0].meanSquareDisplacement).toBeLessThan(1e-6);
    expect(errorOf(displacements[0], correlate(origin, frame))).toBeLessThan(tolerance);
  });

  test("keep the digits of displacements far larger than the box", async () => {
    const model = makeModel(makeBox(3), { pair: noInteraction, timeStep: 0.02 });
    const particles = randomParticles(model, 300, { minimumDistance: 0, temperature: 100 });
    const image = particles.image.map((_, k) => (k % 5) * 1000 - 2000);
    const { origin, frame, displacements } = await follow(model, { ...particles, image }, 0, [300]);
    expect(displacements[0].meanSquareDisplacement).toBeGreaterThan((10 * 3) ** 2);
    expect(errorOf(displacements[0], correlate(origin, frame))).toBeLessThan(tolerance);
  });

  test.each(["reflecting", "open"] as const)("hold between %s sides too", async (boundary) => {
    const box = makeBox(8, [boundary, "periodic", boundary]);
    const model = makeModel(box, { pair: noInteraction, timeStep: 0.01 });
    const particles = randomParticles(model, 200, {
      minimumDistance: 0,
      temperature: boundary === "open" ? 0.1 : 5,
    });
    const { origin, frame, displacements } = await follow(model, particles, 0, [150]);
    expect(errorOf(displacements[0], correlate(origin, frame))).toBeLessThan(tolerance);
  });

  test("hold in a flat box, and at the origin itself", async () => {
    const model = makeModel(makeFlatBox(6, 5), { pair: noInteraction, timeStep: 0.01 });
    const particles = randomParticles(model, 130, { minimumDistance: 0, temperature: 4 });
    const { origin, frame, displacements } = await follow(model, particles, 0, [0, 170]);
    expect(displacements[0].meanSquareDisplacement).toBe(0);
    expect(displacements[0].velocityAutocorrelation).toBeCloseTo(2 * 4, 4);
    expect(errorOf(displacements[1], correlate(origin, frame))).toBeLessThan(tolerance);
  });

  test("of free flight are v²t² and v²", async () => {
    const model = makeModel(makeBox(6), { pair: noInteraction, timeStep: 0.01 });
    const particles = randomParticles(model, 257, { minimumDistance: 0, temperature: 3 });
    const { displacements } = await follow(model, particles, 0, [100]);
    const meanSquare = particles.velocity.reduce((sum, v) => sum + v * v, 0) / 257;
    expect(displacements[0].meanSquareDisplacement / meanSquare).toBeCloseTo(1, 5);
    expect(displacements[0].velocityAutocorrelation / meanSquare).toBeCloseTo(1, 5);
  });
});

test("the comparison of displacements finds one image miscounted", async () => {
  const { origin, frame, displacements } = await follow(gas, gasParticles(), 0, [100]);
  expect(errorOf(displacements[0], correlate(origin, frame))).toBeLessThan(tolerance);
  frame.particles.image[31]++;
  expect(errorOf(displacements[0], correlate(origin, frame))).toBeGreaterThan(tolerance);
});

test("a saved state carries the origin over to another engine", async () => {
  const options = { displacement: true };
  const engine = await GpuEngine.create(device(), gas, gasParticles(), options);
  await engine.advance(batch(30));
  await engine.setDisplacementOrigin();
  await engine.advance(batch(45));
  const fresh = await GpuEngine.create(device(), gas, gasParticles(), options);
  await fresh.loadState(await engine.saveState());
  const plan = batch(80, { displacementAt: [45, 60, 80] });
  const results = [await engine.advance(plan), await fresh.advance(plan)];
  expect(results[1].displacements).toEqual(results[0].displacements);
  expect(results[1].displacements[0].originStep).toBe(30);
  engine.destroy();
  fresh.destroy();
});
