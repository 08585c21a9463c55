import { describe, expect, it } from "vitest";
import { createParticles, type Particles } from "../../../../src/core/particles.ts";
import type { MolecularModel } from "../../../../src/solvers/md/model.ts";
import { adaptControl, limitedDrift, steer } from "../../../../src/solvers/md/reference/fire.ts";
import { MolecularSystem } from "../../../../src/solvers/md/reference/molecularSystem.ts";
import {
  crystalBox,
  crystalSites,
  lennardJonesPair,
  makeBox,
  makeModel,
  particlesAt,
} from "../../../support/models.ts";

const integrator = { kind: "fire", forceTolerance: 1e-8 } as const;

function minimise(model: MolecularModel, particles: Particles): MolecularSystem {
  const system = new MolecularSystem(model, particles);
  while (!system.isConverged && system.state.step < 3000) system.advance();
  return system;
}

describe("FIRE", () => {
  it("brings 13 Lennard-Jones particles to the icosahedron, −44.326801", () => {
    // Hoare & Pal, Adv. Phys. 20, 161 (1971); the Cambridge Cluster Database has the digits.
    const box = makeBox(16, "open");
    const pair = { ...lennardJonesPair, cutoff: "truncated", cutoffRadius: 7 };
    const model = makeModel(box, { pair, integrator, timeStep: 0.01 });
    const golden = (1 + Math.sqrt(5)) / 2;
    const vertices = [-1, 1].flatMap((a) =>
      [-golden, golden].flatMap((b) => [
        [0, a, b],
        [a, b, 0],
        [b, 0, a],
      ]),
    );
    const sites = [[0, 0, 0], ...vertices].flat();
    const position = Float64Array.from(
      sites,
      (x, k) => box.lower[k % 3] + 8 + 0.65 * x + 0.05 * Math.sin(5 * k),
    );
    const system = minimise(model, particlesAt(position, model));
    expect(system.isConverged).toBe(true);
    expect(system.totals().potentialEnergy).toBeCloseTo(-44.326801, 6);
  });

  it("brings a disordered crystal back to the energy of the perfect one", () => {
    const box = crystalBox("fcc", 1, [3, 3, 3]);
    const pair = { ...lennardJonesPair, cutoffRadius: 2.3 };
    const model = makeModel(box, { pair, integrator: { ...integrator, forceTolerance: 1e-6 } });
    const crystal = (disorder: number) =>
      particlesAt(crystalSites("fcc", [3, 3, 3], box, disorder), model, { temperature: 1 });
    const perfect = new MolecularSystem(model, crystal(0)).totals().potentialEnergy;
    const system = minimise(model, crystal(0.08));
    expect(system.isConverged).toBe(true);
    expect(system.totals().maximumForce).toBeLessThan(1e-6);
    expect(Math.abs(system.totals().potentialEnergy - perfect)).toBeLessThan(1e-8);
  });

  it("starts from rest and takes no energy for conserved", () => {
    const box = crystalBox("fcc", 1, [3, 3, 3]);
    const model = makeModel(box, { pair: { ...lennardJonesPair, cutoffRadius: 2.3 }, integrator });
    const { kineticEnergy, thermostatEnergy } = new MolecularSystem(
      model,
      particlesAt(crystalSites("fcc", [3, 3, 3], box, 0.05), model),
    ).totals();
    expect([kineticEnergy, thermostatEnergy]).toEqual([0, 0]);
  });

  it("grows its step after more than five steps downhill, up to the limit", () => {
    let control = { timeStep: 0.1, mixing: 0.1, downhillSteps: 0 };
    for (let n = 0; n < 5; n++) control = adaptControl(control, 1, 0.11);
    expect(control).toEqual({ timeStep: 0.1, mixing: 0.1, downhillSteps: 5 });
    control = adaptControl(control, 1, 0.11);
    expect(control.timeStep).toBeCloseTo(0.11, 14);
    expect(control.mixing).toBeCloseTo(0.099, 14);
    expect(adaptControl(control, 1, 0.11).timeStep).toBe(0.11);
  });

  it("halves its step and starts again where it goes uphill", () => {
    const control = { timeStep: 0.1, mixing: 0.05, downhillSteps: 9 };
    expect(adaptControl(control, 0, 1)).toEqual({ timeStep: 0.05, mixing: 0.1, downhillSteps: 0 });
  });

  it("turns velocities towards the forces with norms over all particles, and stops them uphill", () => {
    const particles = createParticles(2);
    particles.velocity.set([3, 0, 0, 0, 4, 0]);
    const state = { step: 1, particles, force: Float64Array.of(0, 0, 0, 0, 0, 10) };
    steer(state, 0.2, 1);
    // |v| = 5 and |F| = 10.
    [2.4, 0, 0, 0, 3.2, 1].forEach((v, k) => expect(particles.velocity[k]).toBeCloseTo(v, 14));
    steer(state, 0.2, 0);
    expect(particles.velocity).toEqual(new Float64Array(6));
  });

  it("shortens displacements to their limit and keeps their direction", () => {
    const particles = createParticles(2);
    const model = makeModel({ ...makeBox(10), lower: [0, 0, 0] }, { integrator });
    particles.position.fill(5);
    particles.velocity.set([3, 4, 0, 0.3, 0.4, 0]);
    limitedDrift(model, { step: 1, particles, force: new Float64Array(6) }, 0.1, 0.25);
    [5.15, 5.2, 5, 5.03, 5.04, 5].forEach((x, k) => expect(particles.position[k]).toBeCloseTo(x, 14));
  });
});
