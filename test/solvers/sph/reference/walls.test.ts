import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { linear } from "../../../../src/solvers/sph/equationsOfState/linear.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { extrapolateWalls } from "../../../../src/solvers/sph/reference/walls.ts";
import {
  fieldsOf,
  fluidBox,
  latticeSites,
  makeFluid,
  makeModel,
  particlesAt,
  restingWall,
  rowOf,
  schemeOf,
  shaken,
} from "./fluidModels.ts";

const box = fluidBox([1, 1], "open");
const floor = box.lower[1] + 0.2;
const type = ([, y]: Vector3) => (y < floor ? 1 : 0);
const gravity: Vector3 = [2, -9, 0];

/** Two layers of wall under water, neither in order. */
function tank(velocity?: (site: Vector3) => readonly number[]) {
  const model = makeModel(box, { solids: [restingWall] });
  const particles = particlesAt(shaken(latticeSites(model), model, 0.3), model, { type, velocity });
  const pairs = findPairs(model, particles.position);
  const walls = Array.from(particles.type.keys()).filter((i) => particles.type[i] === 1);
  return { model, particles, pairs, walls };
}

describe("extrapolateWalls", () => {
  it("continues the pressure of fluid at rest under gravity exactly", () => {
    const { model, particles, pairs, walls } = tank();
    const hydrostatic = (i: number) => {
      const [x, y] = rowOf(particles.position, i);
      return 5e4 + 1000 * (gravity[0] * x + gravity[1] * y);
    };
    const still = new Float64Array(3 * particles.count);
    const { pressure, density } = extrapolateWalls(
      model,
      fieldsOf(particles, hydrostatic),
      pairs,
      still,
      gravity,
    );
    expect(walls.length).toBe(20);
    for (const i of walls) {
      expect(pressure.value[i]).toBeCloseTo(hydrostatic(i), 8);
      expect(
        model.equationOfState.pressure(density.value[i], model.fluids[0], model.equationParameters),
      ).toBeCloseTo(hydrostatic(i), 6);
    }
    particles.type.forEach((t, i) => t === 0 && expect(pressure.value[i]).toBe(hydrostatic(i)));
  });

  it("feels nothing of gravity in a wall that falls freely, and twice in one that rises as fast", () => {
    const { model, particles, pairs, walls } = tank();
    const pressureWith = (factor: number) => {
      const acceleration = new Float64Array(3 * particles.count);
      for (const i of walls)
        acceleration.set(
          gravity.map((g) => factor * g),
          3 * i,
        );
      return extrapolateWalls(model, fieldsOf(particles), pairs, acceleration, gravity).pressure.value;
    };
    const [falling, still, rising] = [1, 0, -1].map(pressureWith);
    for (const i of walls) {
      expect(falling[i]).toBe(0);
      expect(still[i]).toBeGreaterThan(0);
      expect(rising[i]).toBeCloseTo(2 * still[i], 9);
    }
  });

  it("mirrors the fluid's velocity about that of the wall", () => {
    const { model, particles, pairs, walls } = tank((site) => (type(site) ? [1, 0.5, 0] : [4, -1, 0]));
    const still = new Float64Array(3 * particles.count);
    const { mirroredVelocity } = extrapolateWalls(model, fieldsOf(particles), pairs, still, gravity);
    for (const i of walls) {
      const [x, y] = rowOf(mirroredVelocity.value, i);
      expect(x).toBeCloseTo(2 * 1 - 4, 12);
      expect(y).toBeCloseTo(2 * 0.5 + 1, 12);
    }
  });

  it("weighs the fluid by its kernel: of two neighbours the nearer counts more", () => {
    const model = makeModel(box, { solids: [restingWall] });
    const [x, y, z] = model.box.lower;
    const sites: Vector3[] = [0.1, 0.2, 0.45].map((dx) => [x + dx, y, z]);
    const particles = particlesAt(sites, model, { type: (s) => (s === sites[1] ? 1 : 0) });
    const pairs = findPairs(model, particles.position);
    const fields = fieldsOf(particles, (i) => [100, 0, 400][i]);
    const { pressure } = extrapolateWalls(model, fields, pairs, new Float64Array(9), [0, 0, 0]);
    // The pairs are (0, 1) and (1, 2): 0 and 2 are out of reach of each other.
    const [near, far] = [pairs.value[0], pairs.value[1]];
    expect(pairs.count).toBe(2);
    expect(near).toBeGreaterThan(far);
    expect(pressure.value[1]).toBeCloseTo((100 * near + 400 * far) / (near + far), 10);
  });

  it("has no pressure and its own velocity where no fluid is near", () => {
    const model = makeModel(box, { solids: [restingWall] });
    const particles = particlesAt(latticeSites(model), model, { type: () => 1, velocity: () => [3, 4, 0] });
    const pairs = findPairs(model, particles.position);
    const still = new Float64Array(3 * particles.count);
    const walls = extrapolateWalls(
      model,
      fieldsOf(particles, () => 5),
      pairs,
      still,
      gravity,
    );
    expect(walls.pressure.value.every((p) => p === 0)).toBe(true);
    expect(walls.density.value.every((rho) => Math.abs(rho - 1000) < 1e-9)).toBe(true);
    expect(walls.mirroredVelocity.value).toEqual(particles.velocity);
  });

  it("takes the density from the fluid that is felt most", () => {
    const mercury = makeFluid(box, 0.1, { name: "mercury", referenceDensity: 13600, soundSpeed: 20 });
    const model = makeModel(box, {
      fluids: [makeFluid(box, 0.1), mercury],
      solids: [restingWall],
      equationOfState: linear,
      equationParameters: { backgroundPressure: 0 },
    });
    const [x, y, z] = box.lower;
    const sites: Vector3[] = [0, 0.1, 0.25].map((dx) => [x + dx, y, z]);
    const densityWith = (types: readonly number[]) => {
      const particles = particlesAt(sites, model, { type: (s) => types[sites.indexOf(s)] });
      const pairs = findPairs(model, particles.position);
      const fields = fieldsOf(particles, () => 4000);
      return extrapolateWalls(model, fields, pairs, new Float64Array(9), [0, 0, 0]).density.value[1];
    };
    expect(densityWith([0, 2, 1])).toBeCloseTo(1000 + 4000 / 10 ** 2, 8);
    expect(densityWith([1, 2, 0])).toBeCloseTo(13600 + 4000 / 20 ** 2, 8);
  });

  it("has the linear equation's density with entropic damping, whatever the model's equation", () => {
    const { model, particles, pairs, walls } = tank();
    const damped = { ...model, scheme: schemeOf("entropically-damped") };
    const still = new Float64Array(3 * particles.count);
    const { density } = extrapolateWalls(
      damped,
      fieldsOf(particles, () => 2e4),
      pairs,
      still,
      [0, 0, 0],
    );
    for (const i of walls) expect(density.value[i]).toBeCloseTo(1000 * (1 + 2e4 / (1000 * 10 ** 2)), 8);
  });
});
