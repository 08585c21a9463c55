import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../../../src/core/random.ts";
import type { Vector3 } from "../../../../src/core/vector.ts";
import type { FluidModel, FluidParticles } from "../../../../src/solvers/sph/model.ts";
import { massesOf } from "../../../../src/solvers/sph/reference/fluidState.ts";
import { fluidForces } from "../../../../src/solvers/sph/reference/forces.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { allowedError } from "../../../../src/solvers/sph/reference/termSum.ts";
import { type ViscosityParameters, viscosityModels } from "../../../../src/solvers/sph/viscosities/index.ts";
import {
  fieldsOf,
  fluidBox,
  innerParticles,
  latticeSites,
  makeFluid,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  shaken,
} from "./fluidModels.ts";

const box = fluidBox([1, 1.2]);
const everyViscosity: readonly ViscosityParameters[] = viscosityModels.map(({ name }) => ({
  kind: name,
  coefficient: 0.3,
}));
const random = (seed: number) => {
  const sequence = new RandomSequence(seed, randomStreams.placement);
  return () => 2 * sequence.uniform() - 1;
};

/** Water, oil and a wall in disorder, with velocities and densities in disorder, too. */
function mixture(viscosities: readonly ViscosityParameters[], slip = restingWall.slip) {
  const oil = makeFluid(box, 0.1, {
    name: "oil",
    referenceDensity: 800,
    soundSpeed: 7,
    kinematicViscosity: 0.5,
  });
  const fluids = [makeFluid(box, 0.1), oil];
  const model = makeModel(box, { fluids, solids: [{ ...restingWall, slip }], viscosities });
  const next = random(3);
  const particles = particlesAt(shaken(latticeSites(model), model, 0.3), model, {
    type: ([x]) => (x < 0 ? 0 : x < 0.5 ? 1 : 2),
    velocity: () => [next(), next(), 0],
    density: ([x]) => (x < 0 || x >= 0.5 ? 1000 : 800) * (1 + 0.02 * next()),
  });
  return { model, particles, mirrored: particles.velocity.map(() => next()) };
}

function momentumRate(model: FluidModel, particles: FluidParticles, acceleration: Float64Array) {
  const masses = massesOf(model);
  const sum = [0, 0];
  let parts = 0;
  for (let i = 0; i < particles.count; i++) {
    for (const axis of [0, 1]) {
      const force = masses[particles.type[i]] * acceleration[3 * i + axis];
      sum[axis] += force;
      parts += Math.abs(force);
    }
  }
  return { sum, parts };
}

describe("fluidForces", () => {
  for (const viscosities of [[], ...everyViscosity.map((one) => [one]), everyViscosity]) {
    const title = viscosities.map(({ kind }) => kind).join(" and ") || "no";
    it(`conserves momentum with ${title} viscosity, walls included`, () => {
      const { model, particles, mirrored } = mixture(viscosities);
      const pairs = findPairs(model, particles.position);
      const next = random(5);
      const pressures = particles.density.map(() => 1e3 * next());
      const fields = fieldsOf(particles, (i) => pressures[i]);
      const deviation = mirrored.map((v) => 0.1 * v);
      const { value } = fluidForces(model, fields, pairs, mirrored, deviation);
      const { sum, parts } = momentumRate(model, particles, value);
      expect(parts).toBeGreaterThan(1);
      for (const component of sum) expect(Math.abs(component)).toBeLessThan(1e-12 * parts);
    });
  }

  it("is −(V_i² + V_j²) p̃ ∇W/m_i by pressure, p̃ weighted by the densities", () => {
    const { model: base } = mixture([]);
    const model = { ...base, solids: [] };
    const [x, y, z] = box.lower;
    const sites: Vector3[] = [
      [x + 0.5, y + 0.5, z],
      [x + 0.6, y + 0.4, z],
    ];
    const particles = particlesAt(sites, model, { type: (s) => sites.indexOf(s) });
    const pairs = findPairs(model, particles.position);
    const { value } = fluidForces(
      model,
      fieldsOf(particles, (i) => [300, 50][i]),
      pairs,
      particles.velocity,
    );
    const mean = (800 * 300 + 1000 * 50) / 1800;
    const force = -2 * 0.01 ** 2 * mean * pairs.slope[0];
    expect(value[0]).toBeCloseTo((force * -0.1) / 10, 10);
    expect(value[1]).toBeCloseTo((force * 0.1) / 10, 10);
    expect(value[3]).toBeCloseTo((force * 0.1) / 8, 10);
    // Pressure pushes apart.
    expect(value[0]).toBeLessThan(0);
  });

  it("is −∇p/ρ of a linear pressure in an ordered fluid", () => {
    const model = makeModel(fluidBox([1.5, 1.5], "open"));
    const particles = particlesAt(latticeSites(model), model);
    const pairs = findPairs(model, particles.position);
    const fields = fieldsOf(particles, (i) => 2000 * particles.position[3 * i + 1]);
    const { value } = fluidForces(model, fields, pairs, particles.velocity);
    const inner = innerParticles(model, particles.position, model.supportRadius);
    expect(inner.length).toBeGreaterThan(20);
    for (const i of inner) {
      const [ax, ay] = rowOf(value, i);
      expect(ax).toBeCloseTo(0, 9);
      expect(ay).toBeGreaterThan(-2.03);
      expect(ay).toBeLessThan(-1.97);
    }
  });

  it("is ν u″ of a parabolic shear flow by laminar viscosity", () => {
    const model = makeModel(fluidBox([1.5, 1.5], "open"), { viscosities: [{ kind: "laminar" }] });
    const particles = particlesAt(latticeSites(model), model, { velocity: ([, y]) => [3 * y * y, 0, 0] });
    const pairs = findPairs(model, particles.position);
    const { value } = fluidForces(model, fieldsOf(particles), pairs, particles.velocity);
    for (const i of innerParticles(model, particles.position, model.supportRadius)) {
      const [ax, ay] = rowOf(value, i);
      expect(ax / (0.01 * 6)).toBeGreaterThan(0.97);
      expect(ax / (0.01 * 6)).toBeLessThan(1.03);
      expect(ay).toBeCloseTo(0, 12);
    }
  });

  it("carries momentum by −∇·(ρ v w) with a transport velocity", () => {
    const model = makeModel(fluidBox([1.5, 1.5], "open"));
    const particles = particlesAt(latticeSites(model), model, { velocity: () => [2, 0, 0] });
    const pairs = findPairs(model, particles.position);
    // w = (0, y): ∇·(ρ v w) = ρ v; the sum is its + sign, as w is subtracted from the advection by the flow.
    const deviation = particles.position.map((y, k) => (k % 3 === 1 ? y : 0));
    const { value } = fluidForces(model, fieldsOf(particles), pairs, particles.velocity, deviation);
    for (const i of innerParticles(model, particles.position, model.supportRadius)) {
      expect(value[3 * i]).toBeGreaterThan(1.95);
      expect(value[3 * i]).toBeLessThan(2.05);
    }
  });

  it("sees no-slip walls with the mirrored velocity, and free-slip walls not at all", () => {
    for (const viscosity of everyViscosity) {
      const accelerationBy = (slip: "no-slip" | "free-slip", scale: number) => {
        const { model, particles, mirrored } = mixture([viscosity], slip);
        const pairs = findPairs(model, particles.position);
        const isWall = (k: number) => particles.type[Math.floor(k / 3)] === 2;
        const seen = mirrored.map((v, k) => (isWall(k) ? scale * v : 1e9));
        const { value } = fluidForces(model, fieldsOf(particles), pairs, seen);
        return { fluid: value.filter((_, k) => !isWall(k)), wall: value.filter((_, k) => isWall(k)) };
      };
      const [still, moved] = [0, 1].map((scale) => accelerationBy("no-slip", scale));
      expect(moved.fluid).not.toEqual(still.fluid);
      expect(moved.wall.some((a) => a !== 0)).toBe(true);
      const [slippery, other] = [0, 1].map((scale) => accelerationBy("free-slip", scale));
      expect(other).toEqual(slippery);
      expect(other.wall.every((a) => a === 0)).toBe(true);
    }
  });

  it("has a scale by which an error of the distances stays allowed, also of a pair at the edge of its reach", () => {
    for (const q of [0.3, 1.2, 1.99, 1.9999]) {
      const model = makeModel(box, { viscosities: everyViscosity });
      const [x, y, z] = box.lower;
      const sites: Vector3[] = [
        [x, y, z],
        [x + q * model.smoothingLength, y, z],
      ];
      const particles = particlesAt(sites, model, { velocity: (s) => (s === sites[0] ? [1, 2, 0] : []) });
      const forces = [1, 1 + 2 ** -24].map((factor) => {
        const erring = { ...model, smoothingLength: factor * model.smoothingLength };
        const pairs = findPairs(erring, particles.position);
        return fluidForces(
          erring,
          fieldsOf(particles, () => 100),
          pairs,
          particles.velocity,
        );
      });
      forces[0].value.forEach((a, k) => {
        const error = Math.abs(forces[1].value[k] - a);
        expect(error).toBeLessThanOrEqual(allowedError * forces[0].scale[k]);
        if (k === 0) expect(error).toBeGreaterThan(0);
      });
    }
  });
});
