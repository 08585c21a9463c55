import { describe, expect, test } from "vitest";
import { findSmoothingKernel } from "../../../../src/solvers/sph/kernels/index.ts";
import { kernelAt } from "../../../../src/solvers/sph/kernels/kernelAt.ts";
import { jacobiWeight } from "../../../../src/solvers/sph/positionBased/jacobiWeight.ts";
import { contactDistance } from "../../../../src/solvers/sph/positionBased/positionBasedNumbers.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import {
  type ConstraintFields,
  constraintGradients,
  constraintPressures,
  corrections,
  densityRatios,
  multipliers,
  restVolumes,
  squaredGradients,
} from "../../../../src/solvers/sph/reference/positionBased.ts";
import { PositionBasedSystem } from "../../../../src/solvers/sph/reference/positionBasedSystem.ts";
import { fluidParticles } from "../../../support/fluids.ts";
import {
  box,
  drop,
  latticePoints,
  type PositionBasedModel,
  positionBasedModel,
  spacing,
  tank,
} from "../positionBasedCases.ts";

/** ρ/ρ0 of every particle. */
function ratiosAt(model: PositionBasedModel, fields: ConstraintFields, position: Float64Array): Float64Array {
  return densityRatios(model, fields, findPairs(model, position)).value;
}

/** The step at the expected speed [time]. */
const longestStep = ({ timeStepping, spacing, expectedSpeed }: PositionBasedModel) =>
  (timeStepping.courantNumber * spacing) / expectedSpeed;

/** One iteration from these positions, in such a step. */
function iterate(
  model: PositionBasedModel,
  fields: ConstraintFields,
  position: Float64Array,
  lambdaFactor = 1,
) {
  const pairs = findPairs(model, position);
  const ratios = densityRatios(model, fields, pairs);
  const squares = squaredGradients(model, fields, pairs);
  const lambda = multipliers(model, fields.type, ratios, squares).value.map((value) => lambdaFactor * value);
  return {
    pairs,
    ratios,
    lambda,
    moved: corrections(model, fields, pairs, lambda, longestStep(model)).value,
  };
}

const difference = (a: number, b: number) => Math.abs(a - b);

describe.each([
  [2, "wendland-c2"],
  [2, "quintic-spline"],
  [3, "cubic-spline"],
  [3, "wendland-c4"],
] as const)("the constraint in %d dimensions with %s", (dimensions, kernel) => {
  const pool = tank(
    dimensions,
    {},
    { size: [4, 4, 2], depth: 3, layers: 1 },
    { kernel: findSmoothingKernel(kernel) },
  );
  const { model, particles } = pool;
  const { position, type } = particles;
  const fields = { type, volume: restVolumes(model, particles) };
  const pairs = findPairs(model, position);
  const fluids = [...type.keys()].filter((i) => type[i] === 0);
  const step = 1e-6 * spacing;

  /** dC_i/dx of every particle k that can move along every axis, by central differences: slopes[3k + axis][i]. */
  const slopes: Float64Array[] = [];
  for (const k of fluids) {
    for (let axis = 0; axis < dimensions; axis++) {
      const [after, before] = [1, -1].map((sign) => {
        const moved = position.slice();
        moved[3 * k + axis] += sign * step;
        return ratiosAt(model, fields, moved);
      });
      slopes[3 * k + axis] = after.map((ratio, i) => (ratio - before[i]) / (2 * step));
    }
  }

  test("has the gradient of its finite differences", () => {
    const gradients = constraintGradients(model, fields, pairs).value;
    for (const i of fluids) {
      for (let axis = 0; axis < dimensions; axis++) {
        expect(difference(slopes[3 * i + axis][i], gradients[3 * i + axis])).toBeLessThan(1e-6 / spacing);
      }
    }
  });

  test("has the sum of squares of finite differences over all particles that can move", () => {
    const squares = new Float64Array(type.length);
    slopes.forEach((ofParticle) => ofParticle.forEach((slope, i) => (squares[i] += slope * slope)));
    const { value } = squaredGradients(model, fields, pairs);
    for (const i of fluids) expect(difference(squares[i] / value[i], 1)).toBeLessThan(1e-5);
  });

  test("is reduced by the share ω where nothing but it moves the particles", () => {
    const ratios = ratiosAt(model, fields, position);
    const crowded = fluids.reduce((most, i) => (ratios[i] > ratios[most] ? i : most));
    // As if volumes were larger by so much that this particle is too dense by 0.1 %.
    const factor = 1.001 / ratios[crowded];
    const compressed = { type, volume: fields.volume.map((volume) => factor * volume) };
    const lambda = iterate(model, compressed, position).lambda[crowded];
    const moved = position.slice();
    slopes.forEach((ofParticle, k) => (moved[k] += lambda * factor * ofParticle[crowded]));
    const left = ratiosAt(model, compressed, moved)[crowded] - 1;
    expect(left / 0.001).toBeCloseTo(1 - jacobiWeight(model), 2);
  });

  test("asks for nothing where the fluid is thinner than at rest", () => {
    const { lambda, ratios } = iterate(model, fields, position);
    const thin = fluids.filter((i) => ratios.value[i] <= 1);
    expect(thin.length).toBeGreaterThan(2);
    for (const i of fluids) expect(lambda[i] < 0).toBe(ratios.value[i] > 1);
  });
});

describe.each([2, 3] as const)("corrections in %d dimensions", (dimensions) => {
  const [light, dense] = [1000, 3000].map((referenceDensity) => ({
    name: `of ${referenceDensity}`,
    referenceDensity,
    soundSpeed: 20,
    kinematicViscosity: 0,
    particleMass: referenceDensity * spacing ** dimensions,
  }));

  test("exchange equal momenta, of fluids of different densities and with walls", () => {
    const pool = tank(dimensions, {}, { disorder: 0.6 }, { fluids: [light, dense] });
    const { model } = pool;
    const type = pool.particles.type.map((material, i) => (material === 1 ? 2 : i % 2));
    const fields = { type, volume: restVolumes(model, { ...pool.particles, type }) };
    const { moved } = iterate(model, fields, pool.particles.position);
    const masses = [light.particleMass, dense.particleMass, light.particleMass];
    for (let axis = 0; axis < dimensions; axis++) {
      const momenta = Array.from(type, (material, i) => masses[material] * moved[3 * i + axis]);
      const terms = momenta.reduce((sum, p) => sum + Math.abs(p), 0);
      expect(terms).toBeGreaterThan(0.1 * light.particleMass * spacing);
      expect(Math.abs(momenta.reduce((sum, p) => sum + p, 0))).toBeLessThan(1e-12 * terms);
    }
  });

  test("are what the pressures −ρ Σλ/Δt² do in the step", () => {
    const { model, particles } = drop(dimensions, { clumpingPressure: 0 }, { compression: 0.97 });
    const { type, position } = particles;
    const fields = { type, volume: restVolumes(model, particles) };
    const { pairs, lambda, moved } = iterate(model, fields, position);
    const timeStep = 0.01;
    const pressure = constraintPressures(model, lambda, timeStep);
    expect(Math.max(...pressure)).toBeGreaterThan(100);
    const [volume] = fields.volume;
    const acceleration = new Float64Array(position.length);
    for (let k = 0; k < pairs.count; k++) {
      const [i, j] = [pairs.first[k], pairs.second[k]];
      for (let axis = 0; axis < dimensions; axis++) {
        const force =
          (-volume * (pressure[i] + pressure[j]) * pairs.slope[k] * pairs.separation[3 * k + axis]) / 1000;
        acceleration[3 * i + axis] += force;
        acceleration[3 * j + axis] -= force;
      }
    }
    const largest = Math.max(...moved.map(Math.abs));
    moved.forEach((way, k) =>
      expect(difference(way, timeStep ** 2 * acceleration[k])).toBeLessThan(1e-12 * largest),
    );
  });

  test("move particles apart as an acceleration does, by −ω k dx² V ∇W (W(r)/W(0.2 h))⁴ in the step at the expected speed and in longer ones", () => {
    const { model } = drop(dimensions, { clumpingPressure: 0.3 });
    const { type, position } = fluidParticles(model, [
      0.5,
      0.5,
      dimensions === 3 ? 0.5 : 0,
      0.5,
      0.5,
      dimensions === 3 ? 0.5 : 0,
    ]);
    const r = 0.8 * model.smoothingLength;
    position[3] += r;
    const volume = new Float64Array(2).fill(model.spacing ** dimensions);
    const moved = (timeStep: number) =>
      corrections(model, { type, volume }, findPairs(model, position), [0, 0], timeStep).value[3];
    const { value, gradientFactor } = kernelAt(model.kernel, dimensions, model.smoothingLength);
    const ratio = value(r) / value(0.2 * model.smoothingLength);
    const strength = jacobiWeight(model) * 0.3 * model.spacing ** 2 * ratio ** 4;
    const longest = longestStep(model);
    expect(moved(longest)).toBeCloseTo(-strength * volume[0] * gradientFactor(r) * r, 12);
    expect(moved(longest)).toBeGreaterThan(1e-6 * model.spacing);
    expect(moved(2 * longest)).toBe(moved(longest));
    for (const share of [0.5, 0.1, 0.01]) {
      expect(moved(share * longest) / moved(longest) / share ** 2).toBeCloseTo(1, 12);
    }
  });

  test("keep particles out of a wall's gaps by a quarter of what is missing, and give it back", () => {
    const pool = tank(dimensions, { clumpingPressure: 0 });
    const { model } = pool;
    const contact = contactDistance(model);
    const centre = [0.5, 0.5, 0.5].map((x, axis) => (axis < dimensions ? x : 0));
    const points = [...centre, centre[0], centre[1] + 0.9 * contact, centre[2]];
    const { type, position } = fluidParticles(model, points, (_, index) => 1 - index);
    const fields = { type, volume: Float64Array.of(1e-9, 1e-9) };
    const moved = corrections(model, fields, findPairs(model, position), [0, 0], 1).value;
    expect(difference(moved[4], 0.025 * contact)).toBeLessThan(1e-12);
    expect(moved[1]).toBe(-moved[4]);
    const apart = position.map((x, k) => (k === 4 ? x + 0.2 * contact : x));
    const still = corrections(model, fields, findPairs(model, apart), [0, 0], 1).value;
    expect(Math.max(...still.map(Math.abs))).toBe(0);
  });
});

describe.each([
  [2, "wendland-c2", 8],
  [2, "poly6-spiky", 8],
  [3, "wendland-c2", 6],
  [3, "poly6-spiky", 6],
] as const)("the weight of iterations in %d dimensions with %s", (dimensions, kernel, edge) => {
  const periodic = box(
    [edge, edge, dimensions === 3 ? edge : 1 / spacing].map((n) => n * spacing) as [number, number, number],
    dimensions,
    "periodic",
  );
  const model = positionBasedModel(
    periodic,
    { clumpingPressure: 0 },
    { kernel: findSmoothingKernel(kernel), smoothingLength: (kernel === "wendland-c2" ? 1 : 2) * spacing },
  );
  const corner = [0, 1, 2].map((axis) => (axis < dimensions ? spacing / 2 : 0)) as [number, number, number];
  const lattice = latticePoints([edge, edge, dimensions === 3 ? edge : 1], corner, spacing);
  const particles = fluidParticles(model, lattice);
  // Denser by 0.2 % everywhere, so that every constraint is at work.
  const volume = new Float64Array(particles.count).fill(1.002 * spacing ** dimensions);
  const fields = { type: particles.type, volume };
  const even = ratiosAt(model, fields, particles.position)[0];

  /** By which factor an iteration changes a wave of the density. */
  const factorOf = (wave: readonly number[], lambdaFactor = 1) => {
    const phase = (i: number) =>
      wave.reduce((sum, n, axis) => sum + 2 * Math.PI * n * (lattice[3 * i + axis] / spacing / edge), 0);
    const start = Float64Array.from(
      lattice,
      (x, k) => x + 1e-5 * spacing * wave[k % 3] * Math.sin(phase(Math.floor(k / 3))),
    );
    const amplitude = (position: Float64Array) =>
      ratiosAt(model, fields, position).reduce(
        (sum, ratio, i) => sum + (ratio - even) * Math.cos(phase(i)),
        0,
      );
    const { moved } = iterate(model, fields, start, lambdaFactor);
    return amplitude(start.map((x, k) => x + moved[k])) / amplitude(start);
  };
  const numbers = Array.from({ length: edge / 2 }, (_, n) => n);
  const waves = numbers
    .flatMap((x) => numbers.flatMap((y) => (dimensions === 3 ? numbers : [0]).map((z) => [x, y, z])))
    .filter((wave) => wave.some((n) => n > 0));

  test("damps every wave of a lattice, and lets the worst grow when it is 2.4 times as large", () => {
    const factors = waves.map((wave) => factorOf(wave));
    for (const factor of factors) {
      expect(factor).toBeLessThan(1);
      expect(factor).toBeGreaterThan(-0.1);
    }
    const worst = waves[factors.indexOf(Math.min(...factors))];
    expect(factorOf(worst, 2.4)).toBeLessThan(-1);
  });
});

test("a reference at rest in zero gravity stays where it is, and one in gravity sinks by g Δt²", () => {
  const still = drop(2, { clumpingPressure: 0 }, { disorder: 0, compression: 1.1 });
  const system = new PositionBasedSystem(still.model, still.particles);
  system.advance();
  expect([...system.state.particles.position]).toEqual([...still.particles.position]);
  const pulled = { ...still.model, acceleration: { constant: [0, -10] } };
  const falling = new PositionBasedSystem(pulled, still.particles);
  const { timeStep } = falling.state;
  falling.advance();
  falling.state.particles.position.forEach((x, k) => {
    const expected = still.particles.position[k] - (k % 3 === 1 ? 10 * timeStep ** 2 : 0);
    expect(difference(x, expected)).toBeLessThan(1e-12);
  });
});
