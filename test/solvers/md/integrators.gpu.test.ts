import { describe, expect, test } from "vitest";
import type { Frame } from "../../../src/core/frame.ts";
import type { Particles } from "../../../src/core/particles.ts";
import type { IntegratorParameters } from "../../../src/solvers/md/integrators/integratorParameters.ts";
import type { MolecularModel } from "../../../src/solvers/md/model.ts";
import { batch, runWithTotals } from "../../support/batches.ts";
import { useEngines } from "../../support/engines.ts";
import {
  conserved,
  liquid,
  liquidCount,
  mean,
  spread,
  temperatures,
  variance,
} from "../../support/ensembles.ts";
import {
  kobAndersenPair,
  makeBox,
  makeFlatBox,
  makeModel,
  noInteraction,
  particlesAt,
  randomParticles,
} from "../../support/models.ts";
import { directSums, travels } from "../../support/pairSums.ts";

const { createEngine } = useEngines();

describe("velocity Verlet", () => {
  const nve: IntegratorParameters = { kind: "velocity-verlet" };

  /** The same method in float64, with sums over all pairs. */
  function referenceSteps(model: MolecularModel, start: Particles, steps: number): Particles {
    const { timeStep: h, types } = model;
    const particles = { ...start, position: start.position.slice(), velocity: start.velocity.slice() };
    let force = directSums(model, particles).force.value;
    const kick = () =>
      particles.velocity.forEach((_, k) => {
        particles.velocity[k] += (0.5 * h * force[k]) / types[particles.type[Math.floor(k / 3)]].mass;
      });
    for (let step = 0; step < steps; step++) {
      kick();
      particles.position.forEach((_, k) => (particles.position[k] += h * particles.velocity[k]));
      force = directSums(model, particles).force.value;
      kick();
    }
    return particles;
  }

  test("follows its float64 twin for thirty steps of a mixture", async () => {
    const model = makeModel(makeBox(6), { pair: kobAndersenPair, integrator: nve });
    const particles = randomParticles(model, 100, { minimumDistance: 0.8, temperature: 1.5 });
    const engine = await createEngine(model, particles);
    const start = (await engine.frame()).particles;
    await engine.advance(batch(30));
    const { particles: moved } = await engine.frame();
    const expected = referenceSteps(model, start, 30);
    const worstVelocity = moved.velocity.reduce(
      (most, v, k) => Math.max(most, Math.abs(v - expected.velocity[k])),
      0,
    );
    expect(Math.max(...travels(model.box, start.position, moved.position))).toBeGreaterThan(0.2);
    expect(Math.max(...travels(model.box, expected.position, moved.position))).toBeLessThan(1e-5);
    expect(worstVelocity).toBeLessThan(1e-4);
  });

  test("keeps the energy to second order in the time step", async () => {
    const fluctuation = async (timeStep: number) => {
      const { model, particles } = liquid(nve, timeStep);
      const engine = await createEngine(model, particles);
      const totals = await runWithTotals(engine, Math.round(1.6 / timeStep), Math.round(0.008 / timeStep));
      return Math.sqrt(variance(totals.map(conserved))) / liquidCount;
    };
    const [fine, coarse] = [await fluctuation(0.004), await fluctuation(0.008)];
    // md.md: 3.9e-5 and 1.5e-4 at these steps in an equilibrated liquid.
    expect(coarse).toBeLessThan(1e-3);
    expect(coarse / fine).toBeGreaterThan(3.2);
    expect(coarse / fine).toBeLessThan(5);
  });

  test("keeps energy and momentum over two thousand steps", async () => {
    const { model, particles } = liquid(nve, 0.002);
    const engine = await createEngine(model, particles);
    const totals = await runWithTotals(engine, 2000, 10);
    const energies = totals.map(conserved);
    const drift = (mean(energies.slice(-50)) - mean(energies.slice(0, 50))) / liquidCount;
    expect(Math.abs(drift)).toBeLessThan(2e-5);
    const scale = particles.velocity.reduce((sum, v) => sum + Math.abs(v), 0) / 3;
    for (const component of totals[totals.length - 1].momentum)
      expect(Math.abs(component) / scale).toBeLessThan(1e-5);
    expect(engine.neighbourListBuilds).toBeGreaterThan(20);
    expect(totals.every(({ thermostatEnergy }) => thermostatEnergy === 0)).toBe(true);
  });

  test("comes back along its own path when velocities are turned round", async () => {
    const { model, particles } = liquid(nve, 0.004);
    const engine = await createEngine(model, particles);
    const start = await engine.frame();
    await engine.advance(batch(120));
    const state = await engine.saveState();
    const velocity = (state.velocity as Float32Array).map((v, k) => (k % 4 < 3 ? -v : v));
    const far = await engine.frame();
    await engine.loadState({ ...state, velocity });
    await engine.advance(batch(240));
    const back = await engine.frame();
    const travelTo = ({ particles: { position } }: Frame) =>
      travels(model.box, start.particles.position, position);
    expect(mean(travelTo(far))).toBeGreaterThan(0.2);
    expect(Math.max(...travelTo(back))).toBeLessThan(1e-3);
    expect([...back.particles.image]).toEqual([...start.particles.image]);
  });
});

describe("reflecting sides", () => {
  const edges = [3, 4, 5] as const;
  const walled = makeModel(makeBox(edges, "reflecting"), { pair: noInteraction, timeStep: 0.01 });

  test("mirror a free particle exactly as often as its path crosses them", async () => {
    const particles = randomParticles(walled, 100, { minimumDistance: 0, temperature: 20 });
    const engine = await createEngine(walled, particles);
    const start = (await engine.frame()).particles;
    await engine.advance(batch(400));
    const { position, velocity, image } = (await engine.frame()).particles;
    let mostReflections = 0;
    position.forEach((x, k) => {
      const edge = edges[k % 3];
      const lower = walled.box.lower[k % 3];
      const path = start.position[k] - lower + 4 * start.velocity[k];
      const reflections = Math.floor(path / edge);
      const into = path - reflections * edge;
      const isMirrored = reflections % 2 !== 0;
      // Within a hair of a side the last reflection may be a step early or late.
      if (Math.min(into, edge - into) < 1e-4) return;
      expect(x - lower).toBeCloseTo(isMirrored ? edge - into : into, 4);
      expect(velocity[k]).toBe(isMirrored ? -start.velocity[k] : start.velocity[k]);
      mostReflections = Math.max(mostReflections, Math.abs(reflections));
    });
    expect(mostReflections).toBeGreaterThan(8);
    expect(image.every((edgesCrossed) => edgesCrossed === 0)).toBe(true);
  });

  test("keep a dense fluid inside, at constant energy", async () => {
    const box = makeBox([5, 6, 5], ["reflecting", "periodic", "reflecting"]);
    const model = makeModel(box, { timeStep: 0.002 });
    const engine = await createEngine(
      model,
      randomParticles(model, 110, { minimumDistance: 0.9, temperature: 2 }),
    );
    const totals = await runWithTotals(engine, 600, 20);
    const { position } = (await engine.frame()).particles;
    position.forEach((x, k) => {
      expect(x).toBeGreaterThanOrEqual(box.lower[k % 3]);
      expect(x).toBeLessThan(box.lower[k % 3] + box.lengths[k % 3]);
    });
    const energies = totals.map(conserved);
    // A mirrored step is not the path's own: the energy keeps to the order of the time step there.
    expect(spread(energies)).toBeLessThan(0.01 * 110);
  });

  test("hold one particle alone in its box", async () => {
    const particle = particlesAt(Float64Array.from([0, 1, 3]), walled);
    particle.velocity.set([7, 0, 0]);
    const engine = await createEngine(walled, particle);
    await engine.advance(batch(100));
    // From 1.25 into an edge of 3: 8.25 is 2 edges and 2.25, not mirrored.
    const { position, velocity } = (await engine.frame()).particles;
    expect(position[0] + 1.25).toBeCloseTo(2.25, 5);
    expect([...velocity]).toEqual([7, 0, 0]);
  });
});

test.each<IntegratorParameters>([
  { kind: "velocity-verlet" },
  { kind: "langevin", temperature: 1, friction: 2 },
  { kind: "nose-hoover", temperature: 1, relaxationTime: 0.2, chainLength: 3 },
  { kind: "bussi", temperature: 1, relaxationTime: 0.1 },
  { kind: "berendsen", temperature: 1, relaxationTime: 0.1 },
  { kind: "fire", forceTolerance: 1e-6 },
])("$kind in two dimensions leaves z where it is", async (integrator) => {
  const model = makeModel(makeFlatBox(12, 10), { integrator });
  const engine = await createEngine(model, randomParticles(model, 85, { minimumDistance: 0.9 }));
  const totals = await runWithTotals(engine, 200, 100);
  const { position, velocity, image } = (await engine.frame()).particles;
  for (let i = 0; i < 85; i++) {
    expect([position[3 * i + 2], velocity[3 * i + 2], image[3 * i + 2]]).toEqual([2, 0, 0]);
  }
  expect([2, 4, 5].map((k) => totals[0].virialTensor[k])).toEqual([0, 0, 0]);
  expect(velocity.some((v) => v !== 0)).toBe(true);
  if (integrator.kind !== "fire" && integrator.kind !== "velocity-verlet")
    expect(Math.abs(mean(temperatures(model, 85, totals)) - 1)).toBeLessThan(0.4);
});
