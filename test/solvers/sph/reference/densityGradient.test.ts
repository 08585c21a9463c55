import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { densityGradients } from "../../../../src/solvers/sph/reference/densityGradient.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import {
  fieldsOf,
  fluidBox,
  latticeSites,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  shaken,
} from "./fluidModels.ts";

describe("densityGradients", () => {
  for (const [title, box, slope] of [
    ["2D", fluidBox([1, 0.8], "open"), [40, -70, 0]],
    ["3D", fluidBox([0.6, 0.5, 0.6], "open"), [40, -70, 25]],
  ] as const) {
    it(`are exact for a linear density in ${title}, at the surface and between particles in disorder`, () => {
      const model = makeModel(box);
      const density = (x: Vector3) => 1000 + x.reduce((sum, a, axis) => sum + slope[axis] * a, 0);
      const particles = particlesAt(shaken(latticeSites(model), model, 0.3), model, { density });
      const pairs = findPairs(model, particles.position);
      const { value, scale } = densityGradients(model, fieldsOf(particles), pairs);
      for (let i = 0; i < particles.count; i++) {
        rowOf(value, i).forEach((g, axis) => expect(g).toBeCloseTo(slope[axis], 8));
      }
      expect(scale.every((s, k) => s >= Math.abs(value[k]) * (1 - 1e-9))).toBe(true);
      expect(scale.every(Number.isFinite)).toBe(true);
    });
  }

  it("are zero of a particle alone, of a row of particles, and of walls", () => {
    const model = makeModel(fluidBox([3, 3], "open"), { solids: [restingWall] });
    const sites: Vector3[] = [0.5, 0.6, 0.7, 2].map((x) => [x, 1, model.box.lower[2]]);
    const walls = sites.map(([x, y, z], k): Vector3 => [x, y + 1 + (k % 2) * 0.1, z]);
    const particles = particlesAt([...sites, ...walls], model, {
      type: ([, y]) => (y > 1.5 ? 1 : 0),
      density: ([x]) => 1000 + x,
    });
    const pairs = findPairs(model, particles.position);
    expect(pairs.count).toBeGreaterThan(4);
    expect(densityGradients(model, fieldsOf(particles), pairs).value.every((g) => g === 0)).toBe(true);
  });

  it("do not look across to another fluid", () => {
    const one = makeModel(fluidBox([1, 1]));
    const model = { ...one, fluids: [...one.fluids, { ...one.fluids[0], name: "oil" }] };
    const type = ([x]: Vector3) => (x > 0.25 ? 1 : 0);
    const density = (x: Vector3) => (type(x) ? 900 : 1000);
    const particles = particlesAt(latticeSites(model), model, { type, density });
    const { value } = densityGradients(model, fieldsOf(particles), findPairs(model, particles.position));
    expect(value.every((g) => g === 0)).toBe(true);
  });
});
