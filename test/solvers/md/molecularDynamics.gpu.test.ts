import { describe, expect, test } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import type { Particles } from "../../../src/core/particles.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { GpuEngine } from "../../../src/run/gpuEngine.ts";
import type { MolecularModel } from "../../../src/solvers/md/model.ts";
import { cutoffTreatments } from "../../../src/solvers/md/cutoffs/index.ts";
import { pairPotentials } from "../../../src/solvers/md/potentials/index.ts";
import { firstDifference } from "../../support/arrays.ts";
import { useDevice, withLimits } from "../../support/device.ts";
import { type Evaluation, evaluateOn } from "../../support/evaluation.ts";
import {
  crystalBox,
  crystalSites,
  kobAndersenPair,
  lennardJonesPair,
  makeBox,
  makeFlatBox,
  makeModel,
  noInteraction,
  particlesAt,
  randomParticles,
} from "../../support/models.ts";
import { directSums, type DirectSum, worstError } from "../../support/pairSums.ts";
import { samplePairs } from "./samplePairs.ts";

const device = useDevice();

/** Rounding errors allowed, in units of 2⁻²⁴ · Σ|terms|. */
const tolerance = 32;

const evaluate = (
  model: MolecularModel,
  particles: Particles,
  { steps = 0, context = device() }: { steps?: number; context?: GpuContext } = {},
): Promise<Evaluation> => evaluateOn(context, model, particles, steps);

const sumUp = ({ value, scale, slack }: DirectSum): DirectSum => {
  const total = (values: Float64Array) => Float64Array.of(values.reduce((sum, one) => sum + one, 0));
  return { value: total(value), scale: total(scale), slack: total(slack) };
};

/** Worst errors of what an evaluation says against float64 sums at the same positions. */
function errorsOf(model: MolecularModel, { frame, totals }: Evaluation): Record<string, number> {
  const exact = directSums(model, frame.particles);
  return {
    force: worstError(frame.force, exact.force),
    energy: worstError(frame.potentialEnergy as Float64Array, exact.energy),
    totalEnergy: worstError([totals.potentialEnergy], sumUp(exact.energy)),
    virial: worstError(totals.virialTensor, exact.virial),
  };
}

function expectSums(model: MolecularModel, evaluation: Evaluation): void {
  for (const [name, error] of Object.entries(errorsOf(model, evaluation)))
    expect(error, name).toBeLessThan(tolerance);
}

// Every formula meets every cutoff in pairFragments.gpu.test.ts: here each comes once, with the loops around it.
const potentialCases = pairPotentials.map(({ name }, k) => ({
  name,
  cutoff: cutoffTreatments[k % cutoffTreatments.length].name,
}));

describe("forces, energies and virial are the float64 sums over all pairs", () => {
  test.each(potentialCases)("of $name, $cutoff", async ({ name, cutoff }) => {
    const [{ parameters, cutoffRadius, smallestDistance }] = samplePairs[name];
    const endsByItself = name === "wca" || name === "soft";
    const pair = {
      potential: name,
      types: { A: parameters },
      cutoff,
      ...(endsByItself ? {} : { cutoffRadius }),
      ...(cutoff === "switched" ? { switchRadius: 0.8 * cutoffRadius } : {}),
    };
    const box = makeBox([2.05 * cutoffRadius, 2.4 * cutoffRadius, 3.3 * cutoffRadius]);
    const model = makeModel(box, { pair, skin: 0.12 * cutoffRadius });
    // No denser than random insertion reaches.
    const minimumDistance = Math.max(smallestDistance, 0.02 * cutoffRadius);
    const room = (box.lengths[0] * box.lengths[1] * box.lengths[2]) / minimumDistance ** 3;
    const particles = randomParticles(model, Math.floor(Math.min(250, 0.4 * room)), { minimumDistance });
    expectSums(model, await evaluate(model, particles));
  });

  const fluid = (box: Box, count: number, pair: object = lennardJonesPair, minimumDistance = 0.8) => {
    const model = makeModel(box, { pair });
    return { model, particles: randomParticles(model, count, { minimumDistance }) };
  };

  test.each<[string, { model: MolecularModel; particles: Particles }]>([
    ["a Kob–Andersen mixture", fluid(makeBox(7.5), 400, kobAndersenPair, 0.75)],
    ["a flat box", fluid(makeFlatBox(16, 11), 120)],
    ["a box of exactly two cutoffs", fluid(makeBox(5), 90)],
    ["a reflecting box smaller than the cutoff", fluid(makeBox(2, "reflecting"), 8)],
    ["an open box", fluid(makeBox(8, "open"), 350)],
    ["mixed sides", fluid(makeBox([6, 7, 9], ["reflecting", "periodic", "open"]), 250)],
    ["a large box", fluid(makeBox([900, 6, 6]), 1500)],
    ["a dilute gas", fluid(makeBox(60), 200, { ...lennardJonesPair, cutoffRadius: 9 })],
    ["two particles", fluid(makeBox(5), 2)],
  ])("in %s", async (_, { model, particles }) => {
    expectSums(model, await evaluate(model, particles));
  });

  test("after a hundred steps with several new lists", async () => {
    const { model, particles } = fluid(makeBox(8), 350);
    expectSums(model, await evaluate(model, particles, { steps: 100 }));
  });

  test.each([0, 0.01, 1.5, 3])("with a skin of %f", async (skin) => {
    const { model, particles } = fluid(makeBox(8), 350);
    const own = { ...model, skin };
    expectSums(own, await evaluate(own, particles, { steps: 25 }));
  });

  test("at every step of two particles that race towards each other from beyond the list", async () => {
    const pair = { potential: "gaussian", types: { A: { epsilon: 1, sigma: 1 } }, cutoffRadius: 2.5 };
    const model = makeModel(makeBox(9), { pair, timeStep: 0.01 });
    const particles = particlesAt(Float64Array.of(1, 2, 3, 1 + 2.81, 2, 3), model);
    particles.velocity.set([1.2, 0, 0, -1.2, 0, 0]);
    const engine = await GpuEngine.create(device(), model, particles);
    for (let step = 1; step <= 40; step++) {
      await engine.advance({ untilStep: step, totalsAt: [], pairHistogramAt: [], displacementAt: [] });
      const frame = await engine.frame();
      expect(worstError(frame.force, directSums(model, frame.particles).force)).toBeLessThan(tolerance);
    }
    expect(Math.abs((await engine.frame()).force[0])).toBeGreaterThan(0.1);
    engine.destroy();
  });

  test("of two particles half a box apart, which is the cutoff: nothing", async () => {
    const cutoffs = [0.9, 1, 1.3, 1.4, 1.8, 2.1, 2.5, 2.6, 2.8];
    const forces = await Promise.all(
      cutoffs.map(async (cutoffRadius) => {
        const pair = { ...lennardJonesPair, cutoff: "truncated", cutoffRadius };
        const box = makeBox(2 * cutoffRadius);
        const model = makeModel(box, { pair });
        const [x, y, z] = box.lower;
        const { frame } = await evaluate(
          model,
          particlesAt(Float64Array.of(x, y, z, x + cutoffRadius, y, z), model),
        );
        return frame.force[0];
      }),
    );
    expect(forces).toEqual(cutoffs.map(() => 0));
  });

  test("whatever the chunks of the list, to the last bit", async () => {
    const { model, particles } = fluid(makeBox(8), 350);
    const limited = withLimits(device(), { maxStorageBufferBindingSize: 64 * 4 * 120 });
    const chunked = await evaluate(model, particles, { context: limited, steps: 30 });
    const whole = await evaluate(model, particles, { steps: 30 });
    expect(firstDifference(chunked.frame.force, whole.frame.force)).toBe(-1);
    expect(firstDifference(chunked.frame.particles.position, whole.frame.particles.position)).toBe(-1);
    expect(chunked.totals).toEqual(whole.totals);
  });
});

describe("the comparison with float64 sums fails", () => {
  const model = makeModel(makeBox(6));
  const particles = randomParticles(model, 150);

  test("where the potential of the passes is 0.1 % off", async () => {
    const { potential } = model.pairs;
    const wgsl = potential.wgsl.replace("2.0 * c.z * s6", "2.002 * c.z * s6");
    expect(wgsl).not.toBe(potential.wgsl);
    const mutated = { ...model, pairs: { ...model.pairs, potential: { ...potential, wgsl } } };
    const errors = errorsOf(model, await evaluate(mutated, particles));
    expect(errors.force).toBeGreaterThan(tolerance);
    expect(errors.virial).toBeGreaterThan(tolerance);
  });

  test("where pairs near the cutoff are missing", async () => {
    const evaluation = await evaluate(model, particles);
    const short = {
      ...model,
      pairs: {
        ...model.pairs,
        entries: model.pairs.entries.map((entry) => ({ ...entry, cutoffRadius: 2.3 })),
      },
    };
    expect(errorsOf(short, evaluation).energy).toBeGreaterThan(tolerance);
  });

  test("where a number is not one", async () => {
    const evaluation = await evaluate(model, particles);
    evaluation.frame.force[77] = NaN;
    expect(errorsOf(model, evaluation).force).toBeNaN();
  });
});

describe("totals", () => {
  const model = makeModel(makeBox(8), { pair: kobAndersenPair });
  const particles = randomParticles(model, 333, { minimumDistance: 0.75, temperature: 1.7 });

  test("sum mass, velocity and force over all particles", async () => {
    const { frame, totals } = await evaluate(model, particles, { steps: 3 });
    const { velocity, type, count } = frame.particles;
    const sum = (term: (m: number, v: Float64Array) => number) => {
      let value = 0;
      let scale = 0;
      for (let i = 0; i < count; i++) {
        const one = term(model.types[type[i]].mass, velocity.subarray(3 * i, 3 * i + 3));
        value += one;
        scale += Math.abs(one);
      }
      return [value, scale];
    };
    const products = [
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([a, b]) => sum((m, v) => m * v[a] * v[b]));
    const momentum = [0, 1, 2].map((axis) => sum((m, v) => m * v[axis]));
    const close = (value: number, [exact, scale]: number[]) =>
      expect(Math.abs(value - exact)).toBeLessThan(tolerance * 2 ** -24 * scale);
    products.forEach((product, k) => close(totals.kineticTensor[k], product));
    momentum.forEach((component, k) => close(totals.momentum[k], component));
    close(
      totals.kineticEnergy,
      sum((m, v) => 0.5 * m * (v[0] ** 2 + v[1] ** 2 + v[2] ** 2)),
    );
    expect(totals.maximumForce).toBe(frame.force.reduce((most, f) => Math.max(most, Math.abs(f)), 0));
    expect(totals.step).toBe(3);
  });

  test("count every particle once where there are more than threads", async () => {
    const box = crystalBox("sc", 0.3, [53, 53, 53]);
    const gas = makeModel(box, { pair: noInteraction });
    const { totals } = await evaluate(
      gas,
      particlesAt(crystalSites("sc", [53, 53, 53], box), gas, { temperature: 2 }),
    );
    expect(totals.kineticEnergy / 53 ** 3).toBeCloseTo(3, 5);
  });

  test("hold the pressure of a perfect crystal, which has no shear", async () => {
    const box = crystalBox("fcc", 0.8442, [4, 4, 4]);
    const crystal = makeModel(box, { pair: { ...lennardJonesPair, cutoff: "truncated" } });
    const { totals, frame } = await evaluate(
      crystal,
      particlesAt(crystalSites("fcc", [4, 4, 4], box), crystal, { temperature: 1.44 }),
    );
    // LAMMPS bench in.lj, step 0: −6.7733681 and −5.0197073 with 32,000 atoms, whose 3N − 3 degrees of freedom
    // give the temperature; here all 3N do.
    // In a perfect crystal all particles round alike, so that errors of float32 add up.
    expect(Math.abs(totals.potentialEnergy / 256 + 6.7733681)).toBeLessThan(1e-5);
    const virial = totals.virialTensor[0] + totals.virialTensor[1] + totals.virialTensor[2];
    const volume = box.lengths[0] ** 3;
    const kineticPart = (256 * (1 - 1 / 32000) * 1.44) / volume;
    expect(kineticPart + virial / (3 * volume)).toBeCloseTo(-5.0197073, 4);
    for (const shear of totals.virialTensor.slice(3)) expect(Math.abs(shear)).toBeLessThan(1e-3);
    expect(Math.max(...frame.force.map(Math.abs))).toBeLessThan(1e-3);
  });
});
