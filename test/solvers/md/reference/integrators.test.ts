import { describe, expect, it } from "vitest";
import { createParticles } from "../../../../src/core/particles.ts";
import { philox4x32, threeGaussians } from "../../../../src/core/random.ts";
import { degreesOfFreedom } from "../../../../src/solvers/md/model.ts";
import { berendsenFactor } from "../../../../src/solvers/md/reference/berendsen.ts";
import { bussiDraws, bussiFactor, gammaVariate } from "../../../../src/solvers/md/reference/bussi.ts";
import { ornsteinUhlenbeck } from "../../../../src/solvers/md/reference/langevin.ts";
import { advanceChain, chainEnergy } from "../../../../src/solvers/md/reference/noseHoover.ts";
import {
  crystalBox,
  crystalSites,
  makeBox,
  makeFlatBox,
  makeModel,
  noInteraction,
  particlesAt,
  randomParticles,
} from "../../../support/models.ts";
import {
  conservedEnergy,
  mean,
  repulsiveFluid,
  runTotals,
  temperatureOf,
  totalEnergy,
  variance,
} from "./movingSystem.ts";

const thermostats = [
  { kind: "langevin", temperature: 1, friction: 2 },
  { kind: "nose-hoover", temperature: 1, relaxationTime: 0.3, chainLength: 3 },
  { kind: "bussi", temperature: 1, relaxationTime: 0.3 },
  { kind: "berendsen", temperature: 1, relaxationTime: 0.3 },
] as const;

describe("velocity Verlet", () => {
  it("keeps the energy of a force-shifted crystal to second order in the time step", () => {
    const box = crystalBox("fcc", 0.8442, [3, 3, 3]);
    const fluctuation = (timeStep: number) => {
      const model = makeModel(box, { timeStep });
      const particles = particlesAt(crystalSites("fcc", [3, 3, 3], box), model, { temperature: 1.44 });
      const steps = Math.round(0.6 / timeStep);
      return Math.sqrt(variance(runTotals(model, particles, steps).map(totalEnergy)));
    };
    const order = Math.log2(fluctuation(0.006) / fluctuation(0.003));
    expect(order).toBeGreaterThan(1.9);
    expect(order).toBeLessThan(2.1);
  });

  it("keeps the total momentum in a periodic box", () => {
    const { model, particles } = repulsiveFluid({ kind: "velocity-verlet" });
    particles.velocity[0] += 3;
    const totals = runTotals(model, particles, 100, 100);
    totals[1].momentum.forEach((p, axis) => expect(p).toBeCloseTo(totals[0].momentum[axis], 11));
  });

  it("keeps the energy in a box with reflecting and open sides", () => {
    const box = makeBox([6, 7, 60], ["periodic", "reflecting", "open"]);
    const { model } = repulsiveFluid({ kind: "velocity-verlet" }, 0.002);
    const boxed = { ...model, box };
    const particles = randomParticles(makeModel(makeBox([6, 7, 5])), 60, { minimumDistance: 0.95 });
    particles.position.forEach((_, k) => (particles.position[k] += k % 3 === 2 ? 27 : 0));
    const totals = runTotals(boxed, particles, 300, 10);
    expect(Math.abs(totalEnergy(totals.at(-1)!) - totalEnergy(totals[0]))).toBeLessThan(0.02);
  });
});

describe.each(thermostats)("the thermostat $kind", (integrator) => {
  const { model, particles } = repulsiveFluid(integrator);
  const totals = runTotals(model, particles, 2500, 5);

  it("keeps its conserved quantity while it takes the energy out", () => {
    const [first] = totals;
    const exchanged = totalEnergy(first) - Math.min(...totals.map(totalEnergy));
    expect(exchanged).toBeGreaterThan(30);
    const drift = Math.max(...totals.map((t) => Math.abs(conservedEnergy(t) - conservedEnergy(first))));
    expect(drift).toBeLessThan(0.03 * exchanged);
  });

  it("brings the mean temperature to its target", () => {
    const temperatures = totals.slice(100).map((t) => temperatureOf(model, particles.count, t));
    expect(Math.abs(mean(temperatures) - 1)).toBeLessThan(0.03);
  });
});

describe("thermostats of the canonical ensemble", () => {
  it.each([thermostats[0], thermostats[2]])(
    "$kind gives the kinetic energy of few free particles a gamma distribution",
    (integrator) => {
      const fast = integrator.kind === "langevin" ? { friction: 50 } : { relaxationTime: 0.01 };
      const box = makeFlatBox(9, 9);
      const model = makeModel(box, {
        pair: noInteraction,
        integrator: { ...integrator, ...fast } as typeof integrator,
        timeStep: 0.02,
      });
      const particles = randomParticles(model, 4);
      const energies = runTotals(model, particles, 6000).map((t) => t.kineticEnergy);
      // Shape N_f/2 and scale k_B T = 1: mean and variance are N_f/2, the third central moment is N_f.
      const freedom = degreesOfFreedom(model, 4);
      expect(mean(energies)).toBeCloseTo(freedom / 2, 0);
      expect(Math.abs(mean(energies) / (freedom / 2) - 1)).toBeLessThan(0.05);
      expect(Math.abs(variance(energies) / (freedom / 2) - 1)).toBeLessThan(0.1);
      const third = mean(energies.map((k) => (k - mean(energies)) ** 3));
      expect(Math.abs(third / freedom - 1)).toBeLessThan(0.3);
    },
  );

  it("a temperature ramp is followed from its start to its end", () => {
    const ramp = { from: 3, to: 0.5 };
    const model = makeModel(makeBox(20), {
      pair: noInteraction,
      integrator: { kind: "bussi", temperature: ramp, relaxationTime: 0.02 },
      totalSteps: 400,
    });
    const particles = randomParticles(model, 300, { temperature: 3 });
    const temperatures = runTotals(model, particles, 800).map((t) => temperatureOf(model, 300, t));
    expect(mean(temperatures.slice(175, 226))).toBeCloseTo(1.75, 0);
    expect(Math.abs(mean(temperatures.slice(175, 226)) / 1.75 - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(temperatures.slice(450)) / 0.5 - 1)).toBeLessThan(0.05);
  });
});

describe("ornsteinUhlenbeck", () => {
  const parameters = { kind: "langevin", temperature: 2, friction: 3 } as const;
  const types = [
    { name: "A", mass: 1 },
    { name: "B", mass: 4 },
  ];

  it("is v = c v + √(k_B T/m (1 − c²)) g with the gaussians of (id, step, 0, 0)", () => {
    const model = makeModel(makeBox(9), { integrator: parameters, types, timeStep: 0.1, seed: 42 });
    const particles = createParticles(2);
    particles.id.set([7, 3]);
    particles.type[1] = 1;
    particles.velocity.set([1, 2, 3, 4, 5, 6]);
    const before = [0.5 * 14, 0.5 * 4 * 77];
    const gained = ornsteinUhlenbeck(model, parameters, { step: 11, particles, force: new Float64Array(6) });
    const c = Math.exp(-0.3);
    const words = new Uint32Array(4);
    const g = new Float64Array(3);
    let after = 0;
    for (const [i, id] of [7, 3].entries()) {
      philox4x32(id, 11, 0, 0, [42, 0], words);
      threeGaussians(words, g);
      for (let axis = 0; axis < 3; axis++) {
        const width = Math.sqrt((2 / types[i].mass) * (1 - c * c));
        const expected = c * (3 * i + axis + 1) + width * g[axis];
        expect(particles.velocity[3 * i + axis]).toBeCloseTo(expected, 14);
        after += 0.5 * types[i].mass * expected ** 2;
      }
    }
    expect(gained).toBeCloseTo(after - before[0] - before[1], 12);
  });

  it("leaves the z velocity 0 in two dimensions", () => {
    const model = makeModel(makeFlatBox(9, 9), { integrator: parameters });
    const particles = createParticles(3);
    ornsteinUhlenbeck(model, parameters, { step: 1, particles, force: new Float64Array(9) });
    expect(Array.from(particles.velocity, (v) => v === 0)).toEqual(
      Array.from({ length: 9 }, (_, k) => k % 3 === 2),
    );
  });
});

describe("the Nosé–Hoover chain", () => {
  const chainAt = (velocity: number[]) => ({
    position: new Float64Array(velocity.length),
    velocity: Float64Array.from(velocity),
    masses: velocity.map((_, j) => (j === 0 ? 6 : 2)),
    thermalEnergy: 2,
    degreesOfFreedom: 3,
  });

  it("a single thermostat at rest scales by the excess of the kinetic energy", () => {
    const chain = chainAt([0]);
    // G = (2K − N_f kT)/Q = (10 − 6)/6, over a quarter of the step.
    const velocity = (0.1 / 4) * (4 / 6);
    const factor = advanceChain(chain, 5, 0.1);
    expect(factor).toBeCloseTo(Math.exp(-0.05 * velocity), 15);
    expect(chain.position[0]).toBeCloseTo(0.05 * velocity, 15);
    expect(chain.velocity[0]).toBeCloseTo(velocity + (0.1 / 4) * ((10 * factor ** 2 - 6) / 6), 15);
  });

  it("a single thermostat leaves the kinetic energy alone that it aims at", () => {
    expect(advanceChain(chainAt([0]), 3, 0.1)).toBe(1);
  });

  it("runs back to where it came from with all velocities reversed", () => {
    const chain = chainAt([0.3, -0.2, 0.5]);
    const factor = advanceChain(chain, 5, 0.1);
    chain.velocity.forEach((v, j) => (chain.velocity[j] = -v));
    expect(advanceChain(chain, 5 * factor ** 2, 0.1) * factor).toBeCloseTo(1, 14);
    [0.3, -0.2, 0.5].forEach((v, j) => expect(chain.velocity[j]).toBeCloseTo(-v, 14));
    chain.position.forEach((x) => expect(x).toBeCloseTo(0, 14));
  });

  it("has the energy Σ ½ Q ξ̇² + N_f kT ξ₁ + Σ kT ξ_j", () => {
    const chain = chainAt([1, 3]);
    chain.position.set([0.5, 0.25]);
    expect(chainEnergy(chain)).toBe(3 + 9 + 3 * 2 * 0.5 + 2 * 0.25);
  });

  it("conserves kinetic plus chain energy of free particles to second order in the step", () => {
    const worst = (h: number) => {
      const chain = chainAt([0.3, -0.2, 0.5]);
      let energy = 5;
      const start = energy + chainEnergy(chain);
      let largest = 0;
      for (let n = 0; n < Math.round(20 / h); n++) {
        energy *= advanceChain(chain, energy, h) ** 2;
        energy *= advanceChain(chain, energy, h) ** 2;
        largest = Math.max(largest, Math.abs(energy + chainEnergy(chain) - start));
      }
      return largest;
    };
    const order = Math.log2(worst(0.04) / worst(0.02));
    expect(order).toBeGreaterThan(1.8);
    expect(order).toBeLessThan(2.2);
  });
});

describe("Bussi's rescaling", () => {
  it.each([0.5, 1, 2.5, 150])("draws gamma variates of shape %f with its mean and variance", (shape) => {
    const values = Array.from({ length: 20_000 }, (_, step) => gammaVariate(shape, bussiDraws(3, step)));
    expect(Math.abs(mean(values) / shape - 1)).toBeLessThan(5 / Math.sqrt(20_000 * shape));
    // Relative variance of a squared deviation is 2 + 6/shape.
    expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / shape) / 20_000));
  });

  it.each([1, 2, 3, 30])("leaves the canonical distribution of %i degrees of freedom as it is", (freedom) => {
    const c = Math.exp(-1);
    let energy = freedom / 2;
    const energies = Array.from({ length: 30_000 }, (_, step) => {
      energy *= bussiFactor(energy, freedom / 2, freedom, c, bussiDraws(8, step)) ** 2;
      return energy;
    });
    expect(Math.abs(mean(energies) / (freedom / 2) - 1)).toBeLessThan(0.05);
    expect(Math.abs(variance(energies) / (freedom / 2) - 1)).toBeLessThan(0.15);
  });

  it("turns the velocity of one degree of freedom around where the noise is stronger", () => {
    const draw = (gaussian: number) => () => ({ gaussian, uniform: 0.5, boost: 0.5 });
    // K = K̄ = 1/2, N_f = 1: α = √c + √(1 − c) R.
    const c = 0.36;
    expect(bussiFactor(0.5, 0.5, 1, c, draw(0.5))).toBeCloseTo(0.6 + 0.8 * 0.5, 14);
    expect(bussiFactor(0.5, 0.5, 1, c, draw(-2))).toBeCloseTo(0.6 - 0.8 * 2, 14);
  });

  it("leaves particles at rest alone", () => {
    expect(bussiFactor(0, 1, 3, 0.5, bussiDraws(1, 1))).toBe(1);
  });
});

describe("Berendsen's rescaling", () => {
  it("takes free particles to the target by the factor 1 − h/τ a step", () => {
    const model = makeModel(makeBox(20), {
      pair: noInteraction,
      integrator: { kind: "berendsen", temperature: 1, relaxationTime: 0.05 },
      timeStep: 0.01,
    });
    const particles = randomParticles(model, 20, { temperature: 3 });
    const totals = runTotals(model, particles, 10);
    const [start] = totals.map((t) => temperatureOf(model, 20, t));
    totals.forEach((t, n) => {
      expect(temperatureOf(model, 20, t)).toBeCloseTo(1 + (start - 1) * 0.8 ** n, 12);
      expect(conservedEnergy(t)).toBeCloseTo(conservedEnergy(totals[0]), 11);
    });
  });

  it("leaves particles at rest alone and stops those it would have to overshoot", () => {
    expect(berendsenFactor(0, 1, 0.1, 1)).toBe(1);
    expect(berendsenFactor(100, 1, 0.1, 0.01)).toBe(0);
  });
});
