import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import type { FluidModel } from "../../../../src/solvers/sph/model.ts";
import {
  displacements,
  driftRecords,
  positionDivergences,
  transportDeviation,
} from "../../../../src/solvers/sph/reference/advection.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import {
  type Filling,
  fieldsOf,
  fluidBox,
  innerParticles,
  latticeSites,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  schemeOf,
  shaken,
} from "./fluidModels.ts";

function advecting(advection: Readonly<Record<string, unknown>>, box = fluidBox([1, 1])): FluidModel {
  return makeModel(box, { scheme: schemeOf("weakly-compressible", { advection }) });
}

function recordsAt(model: FluidModel, sites: readonly Vector3[], filling: Filling = {}) {
  const particles = particlesAt(sites, model, filling);
  const fields = fieldsOf(particles);
  return { fields, records: driftRecords(model, fields, findPairs(model, particles.position)).value };
}

/** The lattice with a hole, and who is left and right of it. */
function withHole(model: FluidModel) {
  const sites = latticeSites(model);
  const [left, , right] = sites.splice(44, 3);
  sites.push(left, right);
  return { sites, left: sites.length - 2, right: sites.length - 1 };
}

describe("own velocity", () => {
  it("moves fluids by v Δt and walls not at all", () => {
    const model = { ...advecting({ kind: "own-velocity" }), solids: [restingWall] };
    const { fields, records } = recordsAt(model, latticeSites(model).slice(0, 2), {
      type: ([x]) => (x < -0.15 ? 0 : 1),
      velocity: () => [3, -2, 0],
    });
    expect(Array.from(displacements(model, fields, records, 0.1))).toEqual([0.1 * 3, 0.1 * -2, 0, 0, 0, 0]);
  });
});

describe("xsph", () => {
  const model = advecting({ kind: "xsph", coefficient: 0.5 });

  it("leaves a uniform velocity as it is", () => {
    const { fields, records } = recordsAt(model, shaken(latticeSites(model), model, 0.3), {
      velocity: () => [3, -2, 0],
    });
    expect(records.every((u) => u === 0)).toBe(true);
    expect(displacements(model, fields, records, 0.5)).toEqual(fields.velocity.map((v) => v * 0.5));
  });

  it("takes a particle that is slower than its neighbours along with them, by at most ε", () => {
    const sites = latticeSites(model);
    const { fields, records } = recordsAt(model, sites, {
      velocity: (s) => (s === sites[55] ? [] : [1, 0, 0]),
    });
    expect(records[165]).toBeGreaterThan(0.3);
    expect(records[165]).toBeLessThan(0.5);
    expect(records.reduce((sum, u) => sum + u, 0)).toBeCloseTo(0, 12);
    expect(displacements(model, fields, records, 0.1)[165]).toBeCloseTo(0.1 * records[165], 14);
  });
});

describe("transport velocity", () => {
  const model = advecting({ kind: "transport-velocity", backgroundPressureRatio: 2 });

  it("has no background acceleration on a lattice", () => {
    const { records } = recordsAt(model, latticeSites(model));
    expect(Math.max(...records.map(Math.abs))).toBeLessThan(1e-9);
  });

  it("pushes the particles beside a hole into it, by half a step squared", () => {
    const { sites, left, right } = withHole(model);
    const { fields, records } = recordsAt(model, sites);
    expect(records[3 * left]).toBeGreaterThan(1);
    expect(records[3 * right]).toBeCloseTo(-records[3 * left], 9);
    const moved = displacements(model, fields, records, 0.01);
    expect(moved[3 * left]).toBeCloseTo((0.01 ** 2 / 2) * records[3 * left], 14);
    const deviation = transportDeviation(model, records, 0.01)!;
    expect(deviation[3 * left]).toBeCloseTo(moved[3 * left] / 0.01, 12);
  });

  it("has a background of ratio · ρ0 c²: −(p_b/m)(V_i² + V_j²) ∇W of two particles", () => {
    const sites = latticeSites(model).slice(0, 2);
    const { records } = recordsAt(model, sites);
    const [slope] = findPairs(model, particlesAt(sites, model).position).slope;
    const pressure = 2 * 1000 * 10 ** 2;
    expect(records[3]).toBeCloseTo((-pressure / 10) * 2 * 0.01 ** 2 * slope * 0.1, 8);
  });

  it("is the only one with a deviation", () => {
    const other = advecting({ kind: "xsph" });
    expect(transportDeviation(other, new Float64Array(3), 1)).toBeUndefined();
  });
});

describe("shifting", () => {
  const shifting = { kind: "shifting", coefficient: 2 };

  it("moves nothing on a lattice but by its own velocity", () => {
    const model = advecting(shifting);
    const { fields, records } = recordsAt(model, latticeSites(model), { velocity: () => [3, 4, 0] });
    const moved = displacements(model, fields, records, 0.1);
    moved.forEach((x, k) => expect(x).toBeCloseTo(0.1 * [3, 4, 0][k % 3], 9));
  });

  it("pushes particles from crowded places to empty ones by A h |v| Δt |∇C|", () => {
    const model = advecting({ ...shifting, freeSurfaceThreshold: 1 });
    const { sites, left, right } = withHole(model);
    const { fields, records } = recordsAt(model, sites, { velocity: () => [0, 5, 0] });
    const moved = displacements(model, fields, records, 0.01);
    expect(moved[3 * left]).toBeGreaterThan(1e-4);
    expect(moved[3 * right]).toBeCloseTo(-moved[3 * left], 12);
    const expected = -2 * model.smoothingLength * 5 * 0.01 * records[3 * left];
    expect(moved[3 * left]).toBeCloseTo(expected, 14);
    expect(moved[3 * left + 1]).toBeCloseTo(5 * 0.01, 12);
  });

  for (const [title, box] of [
    ["2D", fluidBox([1.5, 1.5], "open")],
    ["3D", fluidBox([1, 1, 1], "open")],
  ] as const) {
    it(`leaves a free surface alone in ${title}: there ∇·r is small, inside it is D`, () => {
      const model = advecting(shifting, box);
      const sites = shaken(latticeSites(model), model, 0.1);
      const particles = particlesAt(sites, model);
      const fields = fieldsOf(particles);
      const pairs = findPairs(model, particles.position);
      const divergences = positionDivergences(model, fields, pairs).value;
      const records = driftRecords(model, fields, pairs).value;
      const inner = innerParticles(model, particles.position, model.supportRadius);
      const deep = new Set(innerParticles(model, particles.position, 0.9 * model.spacing));
      expect(inner.length).toBeGreaterThan(10);
      for (const i of inner) {
        expect(Math.abs(divergences[i] / box.dimensions - 1)).toBeLessThan(0.08);
        expect(rowOf(records, i).some((c) => c !== 0)).toBe(true);
      }
      for (let i = 0; i < particles.count; i++) {
        if (!deep.has(i)) expect(rowOf(records, i)).toEqual([0, 0, 0]);
      }
    });
  }
});
