import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../src/core/vector.ts";
import { colourGradients } from "../../../src/solvers/sph/reference/colourGradient.ts";
import { curvatures, surfaceNormals } from "../../../src/solvers/sph/reference/continuumSurfaceForce.ts";
import { findPairs } from "../../../src/solvers/sph/reference/neighbours.ts";
import { surfaceTensionAccelerations } from "../../../src/solvers/sph/reference/surfaceTension.ts";
import { nextTimeStep } from "../../../src/solvers/sph/reference/timeStep.ts";
import {
  akinci,
  cohesionNormalisation,
  cohesionSpline,
} from "../../../src/solvers/sph/surfaceTensions/akinci.ts";
import {
  capillaryLimit,
  surfaceTensionModels,
  surfaceTensionParameters,
} from "../../../src/solvers/sph/surfaceTensions/index.ts";
import {
  fieldsOf,
  fluidBox,
  latticeSites,
  makeFluid,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  shaken,
} from "./reference/fluidModels.ts";
import {
  ball,
  cohesionOf,
  cube,
  drop,
  type Drop,
  everyTension,
  from,
  ringedDisc,
  tensionOf,
} from "./surfaceTensionCases.ts";

/** ∫₀¹ c(s) s^power ds by the midpoint rule. */
function moment(power: number): number {
  const steps = 4000;
  let sum = 0;
  for (let k = 0; k < steps; k++) sum += cohesionSpline((k + 0.5) / steps) * ((k + 0.5) / steps) ** power;
  return sum / steps;
}

const dot = (a: Vector3, b: Vector3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function accelerationsOf({ model, particles }: Pick<Drop, "model" | "particles">): Float64Array {
  const pairs = findPairs(model, particles.position);
  const { value } = surfaceTensionAccelerations(model, fieldsOf(particles), pairs)!;
  return value;
}

/** −Σ m a·r: what a pressure in the drop has to balance; D Δp V by the virial theorem. */
function virialOf({ model, particles, center }: Drop): number {
  const value = accelerationsOf({ model, particles });
  let virial = 0;
  for (let i = 0; i < particles.count; i++) {
    const outwards = from(center, rowOf(particles.position, i));
    virial -= model.fluids[0].particleMass * dot(rowOf(value, i), outwards);
  }
  return virial;
}

describe("the cohesion spline", () => {
  it("is continuous at half the support and at its end, beyond which it is 0", () => {
    for (const s of [0.5, 1]) {
      const [below, at, above] = [s - 1e-6, s, s + 1e-6].map(cohesionSpline);
      expect(Math.abs(above - at)).toBeLessThan(1e-9);
      expect(Math.abs(at - below)).toBeLessThan(1e-9);
    }
    expect(cohesionSpline(0.5)).toBeCloseTo(1 / 64, 15);
    expect([1, 1.3].map(cohesionSpline)).toEqual([0, 0]);
  });

  it("repels near by, by 1/64 at most, and attracts farther out", () => {
    const samples = Array.from({ length: 999 }, (_, k) => cohesionSpline((k + 1) / 1000));
    const changes = samples.filter((c, k) => k > 0 && c > 0 !== samples[k - 1] > 0).length;
    expect(cohesionSpline(0)).toBe(-1 / 64);
    expect(Math.min(...samples)).toBeGreaterThan(-1 / 64);
    expect(changes).toBe(1);
    expect(samples[200]).toBeLessThan(0);
    expect(samples[400]).toBeGreaterThan(0);
  });

  it("has a normalisation with which both dimensions give the same tension", () => {
    const three = (Math.PI / 8) * cohesionNormalisation(3) * moment(4);
    const two = (1 / 3) * cohesionNormalisation(2) * moment(3);
    expect(two / three).toBeCloseTo(1, 4);
    expect(cohesionNormalisation(3)).toBe(32 / Math.PI);
    for (const dimensions of [2, 3] as const) {
      const { box } = drop(dimensions, 1, ball(0.2)).model;
      // One neighbour alone has next to no area term beside so dense a fluid.
      const lengths = { box, spacing: 10, smoothingLength: 0.5, supportRadius: 1 };
      const tension = akinci.tension({ referenceDensity: 1e9 }, lengths, { coefficient: 1 });
      const pressure = akinci.cohesionPressure({ referenceDensity: 1 }, lengths, { coefficient: 1 });
      const shell = dimensions === 2 ? 2 * Math.PI : 4 * Math.PI;
      const sum = shell * cohesionNormalisation(dimensions) * moment(dimensions);
      expect(tension / 1e18 / three).toBeCloseTo(1, 4);
      expect(pressure / (sum / (2 * dimensions))).toBeCloseTo(1, 4);
    }
  });
});

describe("akinci", () => {
  /** A pair, far from everything else. */
  const pairAt = (distance: number) => {
    const round = drop(2, 4, ball(0.12), { surfaceTension: cohesionOf(3) });
    const { particleMass } = round.model.fluids[0];
    const sites: Vector3[] = [round.center, [round.center[0] + distance, round.center[1], round.center[2]]];
    return { ...round, particles: particlesAt(sites, round.model), particleMass };
  };

  it("attracts a pair by γ m C(r) and pushes the normals' difference, H (n_i − n_j), apart", () => {
    const { model, particles, particleMass } = pairAt(0.2);
    const reach = model.supportRadius;
    const [pair] = findPairs(model, particles.position).slope;
    const cohesion =
      ((3 * particleMass * cohesionNormalisation(2)) / reach ** 2) * cohesionSpline(0.2 / reach);
    // ∇c of the left one points to the right, V W′ in size, and the other way round.
    const normal = (reach * particleMass * -pair * 0.2) / 1000;
    const value = accelerationsOf({ model, particles });
    expect(value[0]).toBeCloseTo(cohesion - 3 * 2 * normal, 12);
    expect(value[3]).toBe(-value[0]);
  });

  it("does nothing beyond the support radius, and is finite for particles at one place", () => {
    expect(accelerationsOf(pairAt(0.31)).every((a) => a === 0)).toBe(true);
    expect(accelerationsOf(pairAt(0)).every((a) => a === 0)).toBe(true);
  });

  it("conserves momentum, between two fluids and beside a wall", () => {
    const box = fluidBox([1, 1.2]);
    const oil = makeFluid(box, 0.1, { name: "oil", referenceDensity: 800 });
    const fluids = [makeFluid(box, 0.1), oil];
    const model = makeModel(box, { fluids, solids: [restingWall], surfaceTension: cohesionOf(2) });
    const particles = particlesAt(shaken(latticeSites(model), model, 0.3), model, {
      type: ([x]) => (x < 0 ? 0 : x < 0.5 ? 1 : 2),
      density: ([x, y]) => (x < 0 ? 1000 : 800) * (1 + 0.02 * Math.sin(30 * y)),
    });
    const value = accelerationsOf({ model, particles });
    const sums = [0, 0, 0];
    let parts = 0;
    value.forEach((a, k) => {
      const type = particles.type[Math.floor(k / 3)];
      if (type === 2) expect(a).toBe(0);
      else sums[k % 3] += a * fluids[type].particleMass;
      parts += Math.abs(a);
    });
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(1e-12 * parts);
  });
});

describe("continuum-surface-force", () => {
  for (const dimensions of [2, 3] as const) {
    const radius = dimensions === 2 ? 2 : 0.92;
    const round = dimensions === 2 ? ringedDisc(20) : drop(3, 2 * radius + 0.2, ball(radius));
    const { model, particles, center } = round;
    const volume = particles.count * model.spacing ** dimensions;
    const equalRadius =
      dimensions === 2 ? Math.sqrt(volume / Math.PI) : Math.cbrt((3 * volume) / 4 / Math.PI);

    it(`has normals into a ball, and its curvature, in ${dimensions}D`, () => {
      const pairs = findPairs(model, particles.position);
      const gradients = colourGradients(model, fieldsOf(particles), pairs);
      const normals = surfaceNormals(gradients, 0.1 / model.smoothingLength);
      const curvature = curvatures(model, fieldsOf(particles), pairs, normals).value;
      const rows = [...normals.isSurface.keys()].filter((i) => normals.isSurface[i]);
      let [atDepth, atSurface, weight] = [0, 0, 0];
      for (const i of rows) {
        const outwards = from(center, rowOf(particles.position, i));
        const depth = Math.hypot(...outwards);
        const gradient = Math.hypot(...rowOf(gradients.value, i));
        expect(dot(rowOf(normals.normal.value, i), outwards) / depth).toBeLessThan(-0.8);
        atDepth += (gradient * curvature[i] * depth) / (dimensions - 1);
        atSurface += (gradient * curvature[i] * radius) / (dimensions - 1);
        weight += gradient;
      }
      expect(rows.length).toBeGreaterThan(200);
      // Surface particles lie on balls that are a little smaller.
      expect(Math.abs(atDepth / weight - 1)).toBeLessThan(0.06);
      if (dimensions === 2) expect(Math.abs(atSurface / weight - 1)).toBeLessThan(0.1);
    });

    it(`pulls a ball together as the pressure (D − 1) σ/R does in ${dimensions}D`, () => {
      const pressure = virialOf(round) / (dimensions * volume);
      expect(Math.abs((pressure * equalRadius) / ((dimensions - 1) * 50) - 1)).toBeLessThan(0.1);
    });
  }

  it("leaves a fluid without surface alone", () => {
    const model = makeModel(fluidBox([1, 1]), { surfaceTension: tensionOf(50) });
    const particles = particlesAt(shaken(latticeSites(model), model, 0.03), model);
    expect(accelerationsOf({ model, particles }).every((a) => a === 0)).toBe(true);
  });

  it("feels no wall: a fluid beside one has a surface there", () => {
    const shape = drop(2, 2, cube(1), { surfaceTension: tensionOf(50) });
    const model = { ...shape.model, solids: [restingWall] };
    const sites = latticeSites(model);
    const filled = particlesAt(sites, model, { type: (site) => (cube(1)(from(shape.center, site)) ? 0 : 1) });
    const value = accelerationsOf({ model, particles: filled });
    const inside = [...filled.type.keys()].filter((i) => filled.type[i] === 0);
    const alone = accelerationsOf(shape);
    inside.forEach((i, row) => {
      for (let axis = 0; axis < 3; axis++) expect(value[3 * i + axis]).toBeCloseTo(alone[3 * row + axis], 9);
    });
  });
});

describe("every surface tension", () => {
  it("pulls the corners of a square in, towards its centre", () => {
    for (const surfaceTension of everyTension) {
      const square = drop(2, 2.4, cube(2), { surfaceTension });
      const value = accelerationsOf(square);
      const along = (i: number) => {
        const outwards = from(square.center, rowOf(square.particles.position, i));
        return { far: Math.hypot(...outwards), inwards: -dot(rowOf(value, i), outwards) };
      };
      const rows = Array.from({ length: square.particles.count }, (_, i) => along(i));
      const corners = rows.sort((a, b) => b.far - a.far).slice(0, 4);
      for (const { inwards } of corners) expect(inwards).toBeGreaterThan(0);
    }
  });

  it("limits the time step by capillary waves, √(ρ h³/(2π σ)), of the lightest fluid", () => {
    const box = fluidBox([1, 1]);
    const fluids = [makeFluid(box, 0.1), makeFluid(box, 0.1, { referenceDensity: 250 })];
    const model = makeModel(box, { fluids, surfaceTension: tensionOf(1e5) });
    const h = model.smoothingLength;
    expect(capillaryLimit(model)).toBeCloseTo(Math.sqrt((250 * h ** 3) / (2 * Math.PI * 1e5)), 15);
    const next = nextTimeStep(model, { speed: 0, acceleration: 0 });
    expect(next.criterion).toBe("surface tension");
    expect(next.timeStep).toBeCloseTo(0.25 * capillaryLimit(model), 15);
    expect(capillaryLimit(makeModel(box))).toBe(Infinity);
  });

  it("has strict parameters with a description and a dimension each", () => {
    for (const { name, parameters } of surfaceTensionModels) {
      expect(surfaceTensionParameters.safeParse({ kind: name, coefficient: 1 }).success).toBe(true);
      expect(surfaceTensionParameters.safeParse({ kind: name, coefficient: 0 }).success).toBe(false);
      expect(surfaceTensionParameters.safeParse({ kind: name, coefficient: 1, more: 1 }).success).toBe(false);
      const { shape } = parameters as { shape: Record<string, { meta(): unknown }> };
      for (const key of Object.keys(shape).filter((name) => name !== "kind")) {
        const described = { description: expect.any(String), dimension: expect.any(String) };
        expect(shape[key].meta()).toMatchObject(described);
      }
    }
  });
});
