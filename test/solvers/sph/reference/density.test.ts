import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { densityDiffusions } from "../../../../src/solvers/sph/densityDiffusions/index.ts";
import { linear } from "../../../../src/solvers/sph/equationsOfState/linear.ts";
import { smoothingKernels } from "../../../../src/solvers/sph/kernels/index.ts";
import type { FluidModel, FluidParticles } from "../../../../src/solvers/sph/model.ts";
import {
  continuityRates,
  dampedPressureRates,
  summedDensities,
} from "../../../../src/solvers/sph/reference/density.ts";
import { densityGradients } from "../../../../src/solvers/sph/reference/densityGradient.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { equationPressures } from "../../../../src/solvers/sph/reference/pressure.ts";
import {
  fieldsOf,
  fluidBox,
  innerParticles,
  latticeSites,
  makeFluid,
  makeModel,
  particlesAt,
  restingWall,
  schemeOf,
  shaken,
} from "./fluidModels.ts";

const noForce: Vector3 = [0, 0, 0];
const openBoxes = { "2D": fluidBox([1.6, 1.5], "open"), "3D": fluidBox([1, 1, 1], "open") };

function ratesOf(model: FluidModel, particles: FluidParticles, bodyForce = noForce) {
  const pairs = findPairs(model, particles.position);
  const fields = fieldsOf(particles);
  const gradients = densityGradients(model, fields, pairs).value;
  return continuityRates(model, fields, pairs, bodyForce, gradients);
}

describe("continuityRates", () => {
  for (const [title, box] of Object.entries(openBoxes)) {
    it(`a uniform expansion v = x thins the fluid by D ρ per time in ${title}`, () => {
      const model = makeModel(box);
      const particles = particlesAt(latticeSites(model), model, {
        velocity: (x) => x.slice(0, box.dimensions),
      });
      const rates = ratesOf(model, particles);
      const inner = innerParticles(model, particles.position, model.supportRadius);
      expect(inner.length).toBeGreaterThan(10);
      for (const i of inner) expect(rates.value[i] / 1000).toBeCloseTo(-box.dimensions, 1);
    });
  }

  it("neither a translation nor a rotation changes the density", () => {
    const model = makeModel(openBoxes["2D"]);
    const velocity = ([x, y]: Vector3) => [3 - 2 * y, 1 + 2 * x, 0];
    const rates = ratesOf(model, particlesAt(shaken(latticeSites(model), model, 0.3), model, { velocity }));
    rates.value.forEach((rate, i) => expect(Math.abs(rate)).toBeLessThan(1e-12 * rates.scale[i]));
  });

  it("a wall that comes closer compresses the fluid, and has no rate of its own", () => {
    const model = makeModel(fluidBox([1, 1]), { solids: [restingWall] });
    const [x, y, z] = model.box.lower;
    const sites: Vector3[] = [
      [x + 0.5, y + 0.5, z],
      [x + 0.6, y + 0.5, z],
    ];
    const type = (site: Vector3) => (site === sites[1] ? 1 : 0);
    const particles = particlesAt(sites, model, { type, velocity: (s) => (type(s) ? [-2, 0, 0] : []) });
    const pairs = findPairs(model, particles.position);
    const { value } = continuityRates(model, fieldsOf(particles), pairs, noForce);
    // ρ_i V_w (v_i − v_w)·d F with V_w = 0.1² and (v_i − v_w)·d = 2 · −0.1.
    expect(value[0]).toBeCloseTo(1000 * 0.01 * 2 * -0.1 * pairs.slope[0], 8);
    expect(value[0]).toBeGreaterThan(0);
    expect(value[1]).toBe(0);
  });
});

describe("density diffusion", () => {
  const diffusive = densityDiffusions.filter(({ name }) => name !== "none");
  const diffusing = (kind: string, box = fluidBox([1, 1.2])) =>
    makeModel(box, {
      scheme: schemeOf("weakly-compressible", { densityDiffusion: { kind, coefficient: 0.1 } }),
    });

  for (const { name } of diffusive) {
    it(`${name} conserves Σ V dρ/dt`, () => {
      const model = diffusing(name);
      const sites = shaken(latticeSites(model), model, 0.3);
      const density = ([x, y]: Vector3) => 1000 + 20 * Math.sin(5 * x + 3 * y * y);
      const particles = particlesAt(sites, model, { density });
      const { value, scale } = ratesOf(model, particles, [1, -9, 0]);
      const [sum, total, parts] = [value, value.map(Math.abs), scale].map((rates) =>
        rates.reduce((s, rate, i) => s + rate / particles.density[i], 0),
      );
      expect(total).toBeGreaterThan(1e-4 * parts);
      expect(Math.abs(sum)).toBeLessThan(1e-13 * parts);
    });

    it(`${name} leaves a uniform density as it is`, () => {
      const model = diffusing(name);
      const { value } = ratesOf(model, particlesAt(shaken(latticeSites(model), model, 0.3), model));
      expect(value.every((rate) => rate === 0)).toBe(true);
    });

    it(`${name} lowers a peak of the density`, () => {
      const model = diffusing(name);
      const sites = latticeSites(model);
      const particles = particlesAt(sites, model, { density: (s) => (s === sites[55] ? 1010 : 1000) });
      expect(ratesOf(model, particles).value[55]).toBeLessThan(-1);
    });
  }

  it("fourtakas leaves fluid at rest under gravity as it is, molteni-colagrossi does not", () => {
    const gravity: Vector3 = [3, -9, 0];
    const [still, lifted] = ["fourtakas", "molteni-colagrossi"].map((kind) => {
      const model = diffusing(kind, openBoxes["2D"]);
      const density = ([x, y]: Vector3) => 1000 * (1 + (gravity[0] * x + gravity[1] * y) / 10 ** 2);
      return ratesOf(
        model,
        particlesAt(shaken(latticeSites(model), model, 0.3), model, { density }),
        gravity,
      );
    });
    const largest = (values: Float64Array) => Math.max(...values.map(Math.abs));
    expect(largest(lifted.value)).toBeGreaterThan(1);
    expect(largest(still.value)).toBeLessThan(1e-9);
  });

  it("antuono leaves a linear density as it is, right up to the free surface", () => {
    const model = diffusing("antuono", openBoxes["2D"]);
    const density = ([x, y]: Vector3) => 1000 + 30 * x - 50 * y;
    const { value } = ratesOf(
      model,
      particlesAt(shaken(latticeSites(model), model, 0.3), model, { density }),
    );
    expect(Math.max(...value.map(Math.abs))).toBeLessThan(1e-9);
  });

  it("does not act between two fluids", () => {
    const base = diffusing("molteni-colagrossi");
    const oil = makeFluid(base.box, base.spacing, { name: "oil", referenceDensity: 800 });
    const model = { ...base, fluids: [...base.fluids, oil] };
    const type = ([x]: Vector3) => (x > 0.2 ? 1 : 0);
    const { value } = ratesOf(model, particlesAt(latticeSites(model), model, { type }));
    expect(value.every((rate) => rate === 0)).toBe(true);
  });
});

describe("summedDensities", () => {
  for (const kernel of smoothingKernels) {
    for (const [title, box] of [
      ["2D", fluidBox([1, 1])],
      ["3D", fluidBox([0.8, 0.8, 0.8])],
    ] as const) {
      it(`is the reference density on a lattice in ${title} to the discretisation error of ${kernel.name}`, () => {
        const model = makeModel(box, { kernel });
        const particles = particlesAt(latticeSites(model), model);
        const pairs = findPairs(model, particles.position);
        const { value } = summedDensities(model, particles.type, pairs);
        for (const rho of value) expect(Math.abs(rho / 1000 - 1)).toBeLessThan(0.02);
      });
    }
  }

  it("counts walls as neighbours, by the fluid's own mass, and gives them no density", () => {
    const solid = makeModel(fluidBox([1, 1]), { solids: [restingWall] });
    const particles = particlesAt(latticeSites(solid), solid, { type: ([x]) => (x > 0.3 ? 1 : 0) });
    const pairs = findPairs(solid, particles.position);
    const { value } = summedDensities(solid, particles.type, pairs);
    const liquid = summedDensities(solid, new Uint32Array(particles.count), pairs);
    value.forEach((rho, i) => {
      if (particles.type[i] === 1) expect(rho).toBe(0);
      else expect(rho).toBeCloseTo(liquid.value[i], 9);
    });
  });
});

describe("equationPressures", () => {
  it("are those of each fluid's equation, and 0 for walls", () => {
    const box = fluidBox([1, 1]);
    const oil = makeFluid(box, 0.1, { referenceDensity: 800, soundSpeed: 5 });
    const model = makeModel(box, {
      fluids: [makeFluid(box, 0.1), oil],
      solids: [restingWall],
      equationOfState: linear,
      equationParameters: { backgroundPressure: 3 },
    });
    const { value, scale } = equationPressures(
      model,
      Uint32Array.of(0, 1, 2),
      Float64Array.of(1001, 802, 1500),
    );
    expect(Array.from(value)).toEqual([103, 53, 0]);
    // An error of the density comes in times c².
    expect(scale[0]).toBeGreaterThan(1000 * 100);
    expect(scale[1]).toBeGreaterThan(800 * 25);
  });
});

describe("dampedPressureRates", () => {
  const damped = (damping: number, box = openBoxes["2D"]) =>
    makeModel(box, { scheme: schemeOf("entropically-damped", { damping }) });

  it("a uniform pressure at rest stays, next to walls of that pressure, too", () => {
    const model = { ...damped(0.5), solids: [restingWall] };
    const sites = shaken(latticeSites(model), model, 0.3);
    const particles = particlesAt(sites, model, { type: ([x]) => (x > 0.8 ? 1 : 0) });
    const pairs = findPairs(model, particles.position);
    const { value } = dampedPressureRates(
      model,
      fieldsOf(particles, () => 77),
      pairs,
    );
    expect(value.every((rate) => rate === 0)).toBe(true);
  });

  it("an expansion lowers the pressure by D ρ c² per time", () => {
    const model = damped(0);
    const particles = particlesAt(latticeSites(model), model, { velocity: ([x, y]) => [x, y, 0] });
    const pairs = findPairs(model, particles.position);
    const { value } = dampedPressureRates(model, fieldsOf(particles), pairs);
    for (const i of innerParticles(model, particles.position, model.supportRadius)) {
      expect(value[i] / (1000 * 10 ** 2)).toBeCloseTo(-2, 1);
    }
  });

  it("a pressure of y² rises by 2 ν with ν = α h c/8", () => {
    const model = damped(0.5);
    const particles = particlesAt(latticeSites(model), model);
    const pairs = findPairs(model, particles.position);
    const fields = fieldsOf(particles, (i) => particles.position[3 * i + 1] ** 2);
    const { value } = dampedPressureRates(model, fields, pairs);
    const expected = (2 * 0.5 * model.smoothingLength * 10) / 8;
    for (const i of innerParticles(model, particles.position, model.supportRadius)) {
      expect(value[i] / expected).toBeGreaterThan(0.97);
      expect(value[i] / expected).toBeLessThan(1.03);
    }
  });
});
