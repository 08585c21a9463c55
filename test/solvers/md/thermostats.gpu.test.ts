import { describe, expect, test } from "vitest";
import type { IntegratorParameters } from "../../../src/solvers/md/integrators/integratorParameters.ts";
import { degreesOfFreedom, type MolecularModel } from "../../../src/solvers/md/model.ts";
import { batch, frameDifferences, runWithTotals } from "../../support/batches.ts";
import { useEngines } from "../../support/engines.ts";
import {
  conserved,
  idealGas,
  liquid,
  liquidCount,
  mean,
  spread,
  temperatures,
  variance,
} from "../../support/ensembles.ts";
import { makeBox, makeFlatBox, makeModel, noInteraction, randomParticles } from "../../support/models.ts";

const { createEngine } = useEngines();

describe("Langevin dynamics", () => {
  const langevin = (temperature: number, friction: number): IntegratorParameters => ({
    kind: "langevin",
    temperature,
    friction,
  });

  test("warms an ideal gas as T (1 − e^(−2γt)), each axis alike", async () => {
    const count = 3000;
    const { model, particles } = idealGas(langevin(2, 1.5), count, {}, 1e-9);
    const engine = await createEngine(model, particles);
    const totals = await runWithTotals(engine, 200, 10);
    const standardError = Math.sqrt(2 / count);
    for (const { step, kineticTensor } of totals) {
      const expected = 2 * (1 - Math.exp(-2 * 1.5 * 0.01 * step));
      for (const axis of [0, 1, 2])
        expect(Math.abs(kineticTensor[axis] / count / expected - 1)).toBeLessThan(4.5 * standardError);
      for (const side of [3, 4, 5])
        expect(Math.abs(kineticTensor[side] / count / expected)).toBeLessThan(4.5 / Math.sqrt(count));
    }
  });

  test("forgets velocities as e^(−γt)", async () => {
    const count = 3000;
    const { model, particles } = idealGas(langevin(1, 2), count);
    const engine = await createEngine(model, particles, { displacement: true });
    const { displacements } = await engine.advance(batch(150, { displacementAt: [10, 50, 150] }));
    for (const { step, velocityAutocorrelation } of displacements) {
      expect(Math.abs(velocityAutocorrelation / 3 - Math.exp(-2 * 0.01 * step))).toBeLessThan(
        5 / Math.sqrt(3 * count),
      );
    }
  });

  test("samples canonical kinetic energies of a liquid", async () => {
    const { model, particles } = liquid(langevin(1.2, 5), 0.005, 1.2);
    const engine = await createEngine(model, particles);
    await engine.advance(batch(400));
    const sampled = temperatures(model, liquidCount, await runWithTotals(engine, 2400, 20));
    expect(Math.abs(mean(sampled) / 1.2 - 1)).toBeLessThan(0.02);
    const expected = (2 * 1.2 ** 2) / (3 * liquidCount);
    expect(variance(sampled) / expected).toBeGreaterThan(0.6);
    expect(variance(sampled) / expected).toBeLessThan(1.6);
  });

  test("heavier particles are slower by the root of their mass", async () => {
    const types = { A: { epsilon: 0, sigma: 1 }, B: { epsilon: 0, sigma: 1 } };
    const model = makeModel(makeBox(30), {
      pair: { ...noInteraction, types },
      integrator: langevin(1, 5),
      timeStep: 0.02,
      types: [
        { name: "A", mass: 1 },
        { name: "B", mass: 9 },
      ],
    });
    const engine = await createEngine(
      model,
      randomParticles(model, 4000, { minimumDistance: 0, temperature: 1e-9 }),
    );
    await engine.advance(batch(100));
    const { velocity, type } = (await engine.frame()).particles;
    const meanSquare = (kind: number) =>
      mean([...velocity].filter((_, k) => type[Math.floor(k / 3)] === kind).map((v) => v * v));
    expect(Math.abs(meanSquare(0) - 1)).toBeLessThan(0.1);
    expect(Math.abs(9 * meanSquare(1) - 1)).toBeLessThan(0.1);
  });

  test("repeats for a seed, and differs for another, above 2³² too", async () => {
    const after = async (seed: number) => {
      const { model, particles } = idealGas(langevin(1, 1), 50, { seed });
      const engine = await createEngine(model, particles);
      await engine.advance(batch(3));
      return engine.frame();
    };
    const first = await after(5);
    expect(frameDifferences(await after(5), first)).toEqual([]);
    for (const seed of [6, 5 + 2 ** 32, 5 + 2 ** 52]) {
      expect(frameDifferences(await after(seed), first)).toContain("velocity");
    }
  });
});

describe("the stochastic rescaling of Bussi, Donadio and Parrinello", () => {
  const bussi = (temperature: number, relaxationTime: number): IntegratorParameters => ({
    kind: "bussi",
    temperature,
    relaxationTime,
  });

  test.each<[string, MolecularModel["box"], number, number]>([
    ["147 degrees of freedom", makeBox(30), 50, 147],
    ["six", makeBox(30, "reflecting"), 2, 6],
    ["two", makeFlatBox(30, 30), 2, 2],
    ["three", makeBox(30), 2, 3],
  ])("draws kinetic energies of the gamma distribution for %s", async (_, box, count, freedom) => {
    const model = makeModel(box, { pair: noInteraction, integrator: bussi(1.5, 0.01), timeStep: 0.01 });
    expect(degreesOfFreedom(model, count)).toBe(freedom);
    const engine = await createEngine(
      model,
      randomParticles(model, count, { minimumDistance: 0, temperature: 1.5 }),
    );
    const samples = (await runWithTotals(engine, 2000, 3)).map(({ kineticEnergy }) => kineticEnergy / 1.5);
    // Mean and variance of a gamma number of this shape are both f/2; samples of three relaxation times apart
    // are as good as independent. Four standard errors and a little.
    const shape = freedom / 2;
    const independent = samples.length * 0.8;
    expect(Math.abs(mean(samples) - shape)).toBeLessThan(4.5 * Math.sqrt(shape / independent));
    const kurtosis = 3 + 6 / shape;
    expect(Math.abs(variance(samples) / shape - 1)).toBeLessThan(
      4.5 * Math.sqrt((kurtosis - 1) / independent),
    );
  });

  test("follows a ramp and gives the heat it takes", async () => {
    const { model, particles } = idealGas(
      { kind: "bussi", temperature: { from: 1, to: 3 }, relaxationTime: 0.05 },
      2000,
      { totalSteps: 400 },
    );
    const engine = await createEngine(model, particles);
    const totals = await runWithTotals(engine, 400, 20);
    const sampled = temperatures(model, 2000, totals);
    totals.forEach(({ step }, k) => {
      // The gas lags behind the ramp by the relaxation time.
      const target = 1 + (2 * (step - 5)) / 400;
      expect(Math.abs(sampled[k] / target - 1)).toBeLessThan(0.1);
    });
    expect(mean(sampled.slice(-3))).toBeGreaterThan(2.6);
    const energies = totals.map(conserved);
    expect(spread(energies) / 2000).toBeLessThan(1e-4);
  });
});

describe("Berendsen's weak coupling", () => {
  test("relaxes the temperature of an ideal gas by its own formula, along a ramp too", async () => {
    // More particles than threads that sum them.
    const count = 5000;
    const integrator = { kind: "berendsen", temperature: { from: 2, to: 1 }, relaxationTime: 0.2 } as const;
    const { model, particles } = idealGas(integrator, count, { totalSteps: 150 }, 0.5);
    const engine = await createEngine(model, particles);
    const start = (await engine.advance(batch(0, { totalsAt: [0] }))).totals;
    let [temperature] = temperatures(model, count, start);
    const totals = await runWithTotals(engine, 200);
    const sampled = temperatures(model, count, totals);
    sampled.forEach((value, k) => {
      const target = 2 - Math.min((k + 1) / 150, 1);
      temperature += (0.01 / 0.2) * (target - temperature);
      expect(Math.abs(value / temperature - 1)).toBeLessThan(2e-5);
    });
    const energies = [...start, ...totals].map(conserved);
    expect(spread(energies) / count).toBeLessThan(2e-5);
  });
});

describe("the Nosé–Hoover chain", () => {
  test.each([1, 2, 3, 8])(
    "of %i thermostats keeps its conserved quantity to second order",
    async (chainLength) => {
      const fluctuation = async (timeStep: number) => {
        const { model, particles } = liquid(
          { kind: "nose-hoover", temperature: 1, relaxationTime: 0.2, chainLength },
          timeStep,
        );
        const engine = await createEngine(model, particles);
        const totals = await runWithTotals(engine, Math.round(1 / timeStep), Math.round(0.016 / timeStep));
        // The energy itself moves far more than what is conserved.
        const own = totals.map(({ kineticEnergy, potentialEnergy }) => kineticEnergy + potentialEnergy);
        expect(spread(own)).toBeGreaterThan(0.1 * liquidCount);
        return Math.sqrt(variance(totals.map(conserved))) / liquidCount;
      };
      const [fine, coarse] = [await fluctuation(0.004), await fluctuation(0.008)];
      expect(coarse).toBeLessThan(1e-3);
      expect(coarse / fine).toBeGreaterThan(2.8);
      expect(coarse / fine).toBeLessThan(6);
    },
  );

  test("samples canonical kinetic energies of a liquid", async () => {
    const { model, particles } = liquid(
      { kind: "nose-hoover", temperature: 1.2, relaxationTime: 0.1, chainLength: 3 },
      0.005,
    );
    const engine = await createEngine(model, particles);
    await engine.advance(batch(600));
    const sampled = temperatures(model, liquidCount, await runWithTotals(engine, 2600, 5));
    expect(Math.abs(mean(sampled) / 1.2 - 1)).toBeLessThan(0.01);
    const expected = (2 * 1.2 ** 2) / (3 * liquidCount);
    expect(variance(sampled) / expected).toBeGreaterThan(0.5);
    expect(variance(sampled) / expected).toBeLessThan(2);
  });
});

test.each<IntegratorParameters>([
  { kind: "nose-hoover", temperature: 1, relaxationTime: 0.2, chainLength: 3 },
  { kind: "bussi", temperature: 1, relaxationTime: 0.1 },
  { kind: "berendsen", temperature: 1, relaxationTime: 0.1 },
  { kind: "langevin", temperature: 1, friction: 1 },
])(
  "$kind in a liquid keeps energy and heat together, and momentum unless it is Langevin's",
  async (integrator) => {
    const { model, particles } = liquid(integrator, 0.004, 2);
    const engine = await createEngine(model, particles);
    const totals = await runWithTotals(engine, 600, 10);
    const energies = totals.map(conserved);
    expect(spread(energies) / liquidCount).toBeLessThan(5e-3);
    const exchanged = totals.map(({ thermostatEnergy }) => thermostatEnergy);
    expect(spread(exchanged) / liquidCount).toBeGreaterThan(0.05);
    const momentum = Math.hypot(...totals[totals.length - 1].momentum);
    if (integrator.kind === "langevin") expect(momentum).toBeGreaterThan(1);
    else expect(momentum).toBeLessThan(0.01);
  },
);
