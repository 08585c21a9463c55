import { afterEach, describe, expect, it, vi } from "vitest";
import { InputError, NumericalError } from "../../src/core/failure.ts";
import { createParticles, type Particles } from "../../src/core/particles.ts";
import { radialDistribution } from "../../src/observables/radialDistribution.ts";
import type { BatchPlan } from "../../src/run/engine.ts";
import { ReferenceEngine } from "../../src/run/referenceEngine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { pairForces } from "../../src/solvers/md/reference/pairForces.ts";
import { separation } from "../solvers/md/reference/bruteForce.ts";
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
} from "../support/models.ts";

const until = (untilStep: number, plan: Partial<BatchPlan> = {}): BatchPlan => ({
  untilStep,
  totalsAt: [],
  pairHistogramAt: [],
  displacementAt: [],
  ...plan,
});

function crystal(changes: Partial<MolecularModel> = {}): { model: MolecularModel; particles: Particles } {
  const box = crystalBox("fcc", 0.8442, [3, 3, 3]);
  const model = makeModel(box, changes);
  return { model, particles: particlesAt(crystalSites("fcc", [3, 3, 3], box), model, { temperature: 1.44 }) };
}

async function failureOf(promise: Promise<unknown>): Promise<NumericalError> {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(NumericalError);
  return error;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("ReferenceEngine", () => {
  it("has the step-0 energy and virial of the Lennard-Jones melt", async () => {
    // LAMMPS bench in.lj: −6.7733681 and pressure −5.0197073, of which the motion at T = 1.44 gives ρ T.
    const box = crystalBox("fcc", 0.8442, [5, 5, 5]);
    const model = makeModel(box, { pair: { ...lennardJonesPair, cutoff: "truncated" } });
    const engine = new ReferenceEngine(model, particlesAt(crystalSites("fcc", [5, 5, 5], box), model));
    const { totals } = await engine.advance(until(0, { totalsAt: [0] }));
    const [{ potentialEnergy, virialTensor }] = totals;
    expect(potentialEnergy / 500).toBeCloseTo(-6.7733681, 6);
    const virialPressure = (0.8442 / 500) * ((virialTensor[0] + virialTensor[1] + virialTensor[2]) / 3);
    expect(virialPressure + 0.8442 * 1.44).toBeCloseTo(-5.0197073, 3);
  });

  it("gives frames in id order with forces and energies, which later steps leave alone", async () => {
    const { model, particles } = crystal();
    const engine = new ReferenceEngine(model, particles);
    await engine.advance(until(7));
    const frame = await engine.frame({ potentialEnergy: true });
    expect([frame.step, frame.time, frame.typeNames]).toEqual([7, 7 * model.timeStep, ["A"]]);
    expect(Array.from(frame.particles.id)).toEqual(Array.from(particles.id).sort((a, b) => a - b));
    const { force, potentialEnergy } = pairForces(model, frame.particles.position, frame.particles.type);
    force.forEach((f, k) => expect(frame.force[k]).toBeCloseTo(f, 9));
    potentialEnergy.forEach((u, i) => expect(frame.potentialEnergy![i]).toBeCloseTo(u, 10));
    const kept = structuredClone(frame.particles);
    await engine.advance(until(9));
    expect(frame.particles).toEqual(kept);
  });

  it("starts from particles in any order, each with its own id", async () => {
    const { model, particles } = crystal();
    const frame = await new ReferenceEngine(model, particles).frame();
    const row = particles.id.indexOf(frame.particles.id[40]);
    expect(frame.particles.position.slice(120, 123)).toEqual(particles.position.slice(3 * row, 3 * row + 3));
    expect(frame.particles.velocity.slice(120, 123)).toEqual(particles.velocity.slice(3 * row, 3 * row + 3));
  });

  it("samples at the steps asked for, and the present where it has nowhere to go", async () => {
    const { model, particles } = crystal();
    const engine = new ReferenceEngine(model, particles, {
      pairHistogram: { bins: 10, maximumDistance: 2 },
      displacement: true,
    });
    const plan = { totalsAt: [2, 5], pairHistogramAt: [4], displacementAt: [1, 3] };
    const result = await engine.advance(until(5, plan));
    expect(result.totals.map((t) => t.step)).toEqual([2, 5]);
    expect(result.pairHistograms.map((h) => h.step)).toEqual([4]);
    expect(result.displacements.map((d) => [d.step, d.originStep])).toEqual([
      [1, 0],
      [3, 0],
    ]);
    expect(result.converged).toBe(false);
    const present = await engine.advance(until(5, { totalsAt: [5] }));
    expect(present.totals).toEqual([result.totals[1]]);
    expect(engine.step).toBe(5);
  });

  it("does not let sampling change the trajectory", async () => {
    const { model, particles } = crystal();
    const [watched, alone] = [0, 1].map(() => new ReferenceEngine(model, particles));
    await watched.advance(until(20, { totalsAt: [3, 4, 11, 20] }));
    await watched.frame({ potentialEnergy: true });
    await alone.advance(until(20));
    expect(await watched.saveState()).toEqual(await alone.saveState());
  });

  it("counts pair distances beyond the cutoff, type by type", async () => {
    const model = makeModel(makeBox([7, 8, 9]), { pair: kobAndersenPair });
    const particles = randomParticles(model, 200);
    const engine = new ReferenceEngine(model, particles, {
      pairHistogram: { bins: 7, maximumDistance: 3.5 },
    });
    const { pairHistograms } = await engine.advance(until(0, { pairHistogramAt: [0] }));
    const expected = new Float64Array(21);
    const { position, type } = (await engine.frame()).particles;
    for (let i = 0; i < 200; i++) {
      for (let j = i + 1; j < 200; j++) {
        const bin = Math.floor(2 * Math.hypot(...separation(model.box, position, i, j)));
        if (bin < 7) expected[7 * (type[i] + type[j]) + bin]++;
      }
    }
    expect(pairHistograms[0].counts).toEqual(expected);
  });

  it("makes the g(r) of a perfect square crystal peak at its neighbour distances", async () => {
    const box = crystalBox("square", 1, [10, 10, 1]);
    const model = makeModel(box);
    const particles = particlesAt(crystalSites("square", [10, 10, 1], box), model);
    const engine = new ReferenceEngine(model, particles, {
      pairHistogram: { bins: 20, maximumDistance: 2.5 },
    });
    const { pairHistograms } = await engine.advance(until(0, { pairHistogramAt: [0] }));
    const [g] = radialDistribution({
      counts: pairHistograms[0].counts,
      samples: 1,
      bins: 20,
      maximumDistance: 2.5,
      typeCounts: [100],
      dimensions: 2,
      volume: 100,
    });
    const neighbours = pairHistograms[0].counts.map((n) => (2 * n) / 100);
    // 1, √2, 2 and √5 lattice constants.
    expect(neighbours.reduce((sum, n) => sum + n, 0)).toBe(4 + 4 + 4 + 8);
    expect(g[0]).toBe(0);
    expect(g[Math.floor(Math.SQRT2 / 0.125)]).toBeGreaterThan(3);
  });

  it("measures displacements of free particles through the sides of the box", async () => {
    const model = makeModel(makeFlatBox(4, 5), { pair: noInteraction, timeStep: 0.1 });
    const particles = randomParticles(model, 10);
    const meanSquareSpeed = particles.velocity.reduce((sum, v) => sum + v * v, 0) / 10;
    const engine = new ReferenceEngine(model, particles, { displacement: true });
    const first = await engine.advance(until(200, { displacementAt: [200] }));
    expect(first.displacements[0].meanSquareDisplacement / (meanSquareSpeed * 400)).toBeCloseTo(1, 10);
    expect(first.displacements[0].velocityAutocorrelation).toBeCloseTo(meanSquareSpeed, 12);
    await engine.setDisplacementOrigin();
    const second = await engine.advance(until(210, { displacementAt: [210] }));
    expect(second.displacements[0].originStep).toBe(200);
    expect(second.displacements[0].meanSquareDisplacement / meanSquareSpeed).toBeCloseTo(1, 10);
  });

  it("stops a minimiser that has met its tolerance and goes no further", async () => {
    const { model, particles } = crystal({ integrator: { kind: "fire", forceTolerance: 1e-3 } });
    particles.position[0] += 0.1;
    const engine = new ReferenceEngine(model, particles);
    const first = await engine.advance(until(5000, { totalsAt: [5000] }));
    expect(first.converged).toBe(true);
    expect(first.totals).toEqual([]);
    expect(engine.step).toBeGreaterThan(5);
    expect(engine.step).toBeLessThan(5000);
    const { step } = engine;
    expect((await engine.advance(until(6000))).converged).toBe(true);
    expect(engine.step).toBe(step);
    const { totals } = await engine.advance(until(step, { totalsAt: [step] }));
    expect(totals[0].maximumForce).toBeLessThan(1e-3);
  });

  it("lets other work of the thread go on during a long batch", async () => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (clock += 100));
    const { model, particles } = crystal();
    const engine = new ReferenceEngine(model, particles);
    const order: string[] = [];
    const timer = new Promise<void>((resolve) => setTimeout(() => resolve(void order.push("timer"))));
    await engine.advance(until(3)).then(() => order.push("batch"));
    await timer;
    expect(order).toEqual(["timer", "batch"]);
  });

  it("says what memory it holds and how often it built the neighbour list", async () => {
    const { model, particles } = crystal();
    const engine = new ReferenceEngine(model, particles);
    expect(engine.neighbourListBuilds).toBe(1);
    await engine.advance(until(100));
    expect(engine.neighbourListBuilds).toBeGreaterThan(3);
    expect(engine.neighbourListBuilds).toBeLessThan(50);
    expect(engine.memoryBytes).toBeGreaterThan(108 * 4 * 30);
    expect([engine.particleCount, engine.adapter.kind]).toEqual([108, "reference"]);
  });
});

describe("a saved state of the ReferenceEngine", () => {
  it.each([
    { kind: "velocity-verlet" },
    { kind: "langevin", temperature: 1, friction: 1 },
    { kind: "nose-hoover", temperature: { from: 1.4, to: 1 }, relaxationTime: 0.2, chainLength: 3 },
    { kind: "bussi", temperature: 1, relaxationTime: 0.2 },
    { kind: "berendsen", temperature: 1, relaxationTime: 0.2 },
    { kind: "fire", forceTolerance: 1e-12 },
  ] as const)("goes on bit for bit in another instance with $kind", async (integrator) => {
    const { model, particles } = crystal({ integrator, timeStep: 0.005, skin: 0.4 });
    particles.position[0] += 0.1;
    const whole = new ReferenceEngine(model, particles, { displacement: true });
    await whole.advance(until(70));
    const first = new ReferenceEngine(model, particles, { displacement: true });
    await first.advance(until(33));
    const saved = structuredClone(await first.saveState());
    // The list is older than the state, or this would show nothing.
    expect(saved.listPosition).not.toEqual(saved.position);
    const second = new ReferenceEngine(model, crystal({ integrator }).particles, { displacement: true });
    await second.loadState(saved);
    expect(second.step).toBe(33);
    expect(await second.saveState()).toEqual(saved);
    const last = { totalsAt: [70], displacementAt: [70] };
    const result = await second.advance(until(70, last));
    expect(await second.saveState()).toEqual(await whole.saveState());
    const expected = await whole.advance(until(70, last));
    expect(result).toEqual(expected);
    expect(await second.frame()).toEqual(await whole.frame());
  });

  it("of another number of particles is refused", async () => {
    const { model, particles } = crystal();
    const state = await new ReferenceEngine(model, createParticles(1)).saveState();
    const loading = new ReferenceEngine(model, particles).loadState(state);
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow("position: must have 324 numbers for this model, got 3");
  });
});

describe("where the numbers go wrong, the ReferenceEngine", () => {
  it("names particle and step of a time step too large and returns to the start of the batch", async () => {
    const { model, particles } = crystal({ timeStep: 0.05 });
    const engine = new ReferenceEngine(model, particles);
    await engine.advance(until(1));
    const before = await engine.saveState();
    const frame = await engine.frame();
    const error = await failureOf(engine.advance(until(1000)));
    expect(error.message).toMatch(/time step too large: particle \d+ would move .* σ in step \d+/);
    expect(error.step).toBeGreaterThan(1);
    expect(Array.from(particles.id)).toContain(error.particleId);
    expect(await engine.saveState()).toEqual(before);
    expect(await engine.frame()).toEqual(frame);
  });

  it("names the particle that is lost through an open side", async () => {
    const model = makeModel(makeBox(8, "open"), { timeStep: 0.01 });
    const particles = createParticles(2);
    particles.id.set([31, 12]);
    particles.position.set([2, 4, 4, 2, 6, 6]);
    particles.velocity.set([0, 0, 0, 10, 0, 0]);
    const error = await failureOf(new ReferenceEngine(model, particles).advance(until(200)));
    // From x = 3.25 above the lower side to 1.5 edges above it, 0.1 a step.
    expect([error.step, error.particleId]).toEqual([88, 12]);
    expect(error.message).toContain("particle 12 is lost at step 88");
  });

  it.each(["position", "velocity"] as const)("names the particle whose %s is not finite", (quantity) => {
    const { model, particles } = crystal();
    particles[quantity][3 * 20 + 1] = NaN;
    const message = `particle ${particles.id[20]}: ${quantity} is not finite at step 0`;
    expect(() => new ReferenceEngine(model, particles)).toThrow(message);
  });

  it("names a particle that sits on top of another", () => {
    const { model, particles } = crystal();
    particles.position.copyWithin(0, 30, 33);
    const id = Math.min(particles.id[0], particles.id[10]);
    expect(() => new ReferenceEngine(model, particles)).toThrow(
      `particle ${id}: force is not finite at step 0`,
    );
  });
});
