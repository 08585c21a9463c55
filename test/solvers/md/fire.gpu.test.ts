import { describe, expect, test } from "vitest";
import type { IntegratorParameters } from "../../../src/solvers/md/integrators/integratorParameters.ts";
import { batch } from "../../support/batches.ts";
import { useEngines } from "../../support/engines.ts";
import {
  crystalBox,
  crystalSites,
  makeBox,
  makeModel,
  particlesAt,
  randomParticles,
} from "../../support/models.ts";
import { difference, directSums, travels } from "../../support/pairSums.ts";

const { createEngine } = useEngines();

describe("FIRE", () => {
  const fire: IntegratorParameters = { kind: "fire", forceTolerance: 2e-3 };

  test("brings a disturbed crystal back to its lattice, and stops at the step that met the tolerance", async () => {
    const box = crystalBox("fcc", 1.05, [4, 4, 4]);
    const model = makeModel(box, { integrator: fire, timeStep: 0.005 });
    const disturbed = particlesAt(crystalSites("fcc", [4, 4, 4], box, 0.06), model, { temperature: 2 });
    const engine = await createEngine(model, disturbed);
    const totalsAt = Array.from({ length: 600 }, (_, k) => k + 1);
    const { totals, converged } = await engine.advance(batch(600, { totalsAt }));
    expect(converged).toBe(true);
    expect(engine.step).toBeLessThan(400);
    expect(totals.map(({ step }) => step)).toEqual(totalsAt.slice(0, engine.step));
    const last = totals[totals.length - 1];
    expect(last.maximumForce).toBeLessThan(2e-3);
    for (const earlier of totals.slice(0, -1)) expect(earlier.maximumForce).toBeGreaterThanOrEqual(2e-3);
    const perfect = directSums(model, particlesAt(crystalSites("fcc", [4, 4, 4], box), model));
    const energy = perfect.energy.value.reduce((sum, value) => sum + value, 0);
    expect(totals[0].potentialEnergy / 256).toBeGreaterThan(energy / 256 + 0.1);
    expect(last.potentialEnergy / 256).toBeCloseTo(energy / 256, 4);
    expect((await engine.frame()).step).toBe(engine.step);
  });

  test("starts from rest, whatever the velocities", async () => {
    const model = makeModel(makeBox(6), { integrator: fire });
    const engine = await createEngine(model, randomParticles(model, 100, { temperature: 50 }));
    expect((await engine.frame()).particles.velocity.every((v) => v === 0)).toBe(true);
  });

  test("moves no particle further than the largest displacement in one step, from overlaps too", async () => {
    const model = makeModel(makeBox(7), {
      integrator: { ...fire, forceTolerance: 0.1, maximumDisplacement: 0.05 },
    });
    const engine = await createEngine(model, randomParticles(model, 200, { minimumDistance: 0.3 }));
    for (let step = 1; step <= 20; step++) {
      const before = (await engine.frame()).particles;
      await engine.advance(batch(step));
      const after = (await engine.frame()).particles;
      const farthest = Math.max(...travels(model.box, before.position, after.position));
      expect(farthest).toBeLessThan(0.05 * (1 + 1e-5));
    }
    // Overlaps blow up what sums round: 822 steps or fewer than 700, as the order of neighbours has it.
    const { totals, converged } = await engine.advance(batch(1500, { totalsAt: [20] }));
    expect(converged).toBe(true);
    expect(totals[0].step).toBe(20);
  });

  test("drives particles apart that lie almost at one place", async () => {
    const model = makeModel(makeBox(8), { integrator: fire });
    const position = Float64Array.from([0, 2, 4, 0.1, 2, 4, 3, 3, 3]);
    const engine = await createEngine(model, particlesAt(position, model));
    await engine.advance(batch(300));
    const { particles, force } = await engine.frame();
    expect([...particles.position, ...force].every(Number.isFinite)).toBe(true);
    expect(Math.hypot(...difference(model.box, particles, 0, 1))).toBeGreaterThan(0.9);
  });
});
