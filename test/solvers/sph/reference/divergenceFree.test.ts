import { describe, expect, test } from "vitest";
import { boundaryVolumes } from "../../../../src/solvers/sph/boundaryVolume.ts";
import { divergenceFreeNumbers } from "../../../../src/solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { smoothingKernels } from "../../../../src/solvers/sph/kernels/index.ts";
import { isSolid, particleVolume } from "../../../../src/solvers/sph/model.ts";
import { schemeParameters } from "../../../../src/solvers/sph/parameters/schemeParameters.ts";
import {
  diagonals,
  factorsOf,
  fillRates,
  filledShares,
  impelledVelocities,
  latticeVolume,
  volumesOf,
  wallReactions,
} from "../../../../src/solvers/sph/reference/divergenceFree.ts";
import { solve } from "../../../../src/solvers/sph/reference/divergenceFreeSolve.ts";
import { DivergenceFreeSystem } from "../../../../src/solvers/sph/reference/divergenceFreeSystem.ts";
import { findPairs } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { fluidModel, fluidParticles } from "../../../support/fluids.ts";
import { spacing, tank, type TankOptions } from "../divergenceFreeCases.ts";
import { box, latticePoints } from "../positionBasedCases.ts";

const scheme = schemeParameters.parse({ kind: "divergence-free" });

const cases = [
  { dimensions: 2 as const, size: [10, 7, 1] as const },
  { dimensions: 3 as const, size: [5, 4, 7] as const },
];

function prepare(options: TankOptions) {
  const { model, particles } = tank({ disorder: 0.1, speed: 0.3, ...options });
  const pairs = findPairs(model, particles.position);
  const { type, velocity } = particles;
  const fields = { type, volume: volumesOf(model, type, pairs) };
  return { model, particles, pairs, fields, type, velocity };
}

const largest = (values: Iterable<number>) => [...values].reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe.each(cases)("in $dimensions dimensions", (size) => {
  test("volumes of walls agree with those the solver starts from", () => {
    for (const layers of [1, 2, 3]) {
      const { model, particles, type, fields } = prepare({ ...size, layers });
      const volumes = boundaryVolumes(model, particles);
      type.forEach((material, i) => {
        const expected = isSolid(model, material) ? fields.volume[i] : 0;
        expect(Math.abs(volumes[i] - expected)).toBeLessThan(1e-12 * particleVolume(model));
      });
    }
  });

  test("a thick wall on a lattice has the lattice's volume, a thin one more, and fluid beside a thick one its density", () => {
    /** Away from edges and corners, in the layer that fluid touches. */
    const floorVolumes = (layers: number) => {
      const { model, type, fields, particles } = prepare({ ...size, layers, hasSides: false });
      const rest = latticeVolume(model);
      const isTop = (i: number) => type[i] === 1 && particles.position[3 * i + 1] > -spacing;
      return [...fields.volume].filter((_, i) => isTop(i)).map((volume) => volume / rest);
    };
    for (const volume of floorVolumes(4)) expect(volume).toBeCloseTo(1, 6);
    expect(Math.min(...floorVolumes(1))).toBeGreaterThan(1.2);
    const { model, particles, fields, pairs, type } = prepare({ ...size, disorder: 0, layers: 4 });
    const filled = filledShares(model, fields, pairs).value;
    const lowest = [...type.keys()].filter((i) => type[i] === 0 && particles.position[3 * i + 1] < spacing);
    for (const i of lowest) expect(Math.abs(filled[i] - 1)).toBeLessThan(1e-6);
  });

  test("without walls the diagonal is what an impulse changes of the particle's own rate", () => {
    const { model, fields, pairs, velocity, type } = prepare({ ...size, size: [8, 8, 7], layers: 0 });
    const diagonal = diagonals(model, fields, pairs).value;
    const before = fillRates(model, fields, velocity, pairs).value;
    for (const i of [0, 17, type.length - 1]) {
      const impulse = new Float64Array(type.length);
      impulse[i] = 2;
      const pushed = impelledVelocities(model, fields, velocity, impulse, pairs).value;
      const after = fillRates(model, fields, pushed, pairs).value;
      expect((before[i] - after[i]) / (2 * diagonal[i])).toBeCloseTo(1, 10);
    }
  });

  test("beside walls the diagonal is no less than that", () => {
    const { model, fields, pairs, velocity, type } = prepare(size);
    const diagonal = diagonals(model, fields, pairs).value;
    const resting = velocity.map(() => 0);
    const impulse = new Float64Array(type.length);
    for (let i = 0; i < type.length; i += 5) {
      impulse.fill(0)[i] = 1;
      const pushed = impelledVelocities(model, fields, resting, impulse, pairs).value;
      const change = -fillRates(model, fields, pushed, pairs).value[i];
      expect(change).toBeLessThanOrEqual(diagonal[i] * (1 + 1e-10));
    }
  });

  test("impulses change energy as rates say, and momentum not at all with the walls' share", () => {
    const { model, fields, pairs, velocity, type } = prepare(size);
    const mass = model.fluids[0].particleMass;
    const impulse = Float64Array.from(type, (_, i) => 5 + 3 * Math.sin(i));
    const pushed = impelledVelocities(model, fields, velocity, impulse, pairs).value;
    const rates = fillRates(model, fields, velocity, pairs).value;
    const work = velocity.reduce((sum, v, k) => sum + mass * v * (pushed[k] - v), 0);
    // Masses are those of other volumes than densities are sums over.
    const ratio = particleVolume(model) / latticeVolume(model);
    const compression = rates.reduce((sum, rate, i) => sum + ratio * fields.volume[i] * impulse[i] * rate, 0);
    expect(compression / -work).toBeCloseTo(1, 10);
    const reaction = wallReactions(model, fields, impulse, pairs).value;
    for (let axis = 0; axis < 3; axis++) {
      let [gained, moved] = [0, 0];
      for (let k = axis; k < velocity.length; k += 3) {
        gained += pushed[k] - velocity[k] + reaction[k];
        moved += Math.abs(pushed[k] - velocity[k]);
      }
      expect(Math.abs(gained)).toBeLessThan(1e-12 * moved + 1e-15);
    }
    expect(largest(reaction)).toBeGreaterThan(0);
  });

  test("a solve leaves impulses that are not negative, and next to no compression", () => {
    const { model, fields, pairs, velocity, type } = prepare({ ...size, speed: 1 });
    const factor = factorsOf(model, type, diagonals(model, fields, pairs)).value;
    const [source, softness] = [new Float64Array(type.length), new Float64Array(type.length)];
    const equations = { factor, source, softness };
    const guess = new Float64Array(type.length);
    const limits = { timeStep: 1, maximumError: 5e-3, minimumIterations: 1, maximumIterations: 300 };
    const solution = solve(model, fields, equations, { velocity, guess }, pairs, limits);
    expect(solution).toMatchObject({ hasConverged: true });
    expect(Math.min(...solution.impulse)).toBeGreaterThanOrEqual(0);
    const meanCompression = (v: Float64Array) => {
      const rates = fillRates(model, fields, v, pairs).value.filter((_, i) => factor[i] > 0);
      return rates.reduce((sum, rate) => sum + Math.max(rate, 0), 0) / rates.length;
    };
    expect(meanCompression(velocity)).toBeGreaterThan(0.3);
    expect(meanCompression(solution.velocity)).toBeLessThan(limits.maximumError);
    const hurried = { ...limits, maximumIterations: 3 };
    const start = { velocity, guess };
    expect(solve(model, fields, equations, start, pairs, hurried)).toMatchObject({
      hasConverged: false,
      iterations: 3,
    });
  });
});

/** That of the Gaussian jumps at the edge of its support, where a lattice has particles. */
const continuous = smoothingKernels.filter(({ name }) => name !== "gaussian");

test.each(
  continuous.flatMap((kernel) => [2, 3].map((dimensions) => ({ kernel, dimensions: dimensions as 2 | 3 }))),
)(
  "a lattice of $kernel.name in $dimensions dimensions under the pressure ρ U²/2 vibrates slowly enough for the longest step at the expected speed U",
  ({ kernel, dimensions }) => {
    const edge = 8;
    const depth = dimensions === 3 ? edge : 1;
    const lengths = [edge, edge, depth].map((n) => n * spacing) as [number, number, number];
    const periodic = box(lengths, dimensions, "periodic");
    const smoothingLength = kernel.usualRatio * spacing;
    const model = { ...fluidModel({ box: periodic, spacing, kernel, smoothingLength }), expectedSpeed: 3 };
    const lattice = latticePoints([edge, edge, depth], [0, 0, 0], spacing);
    const { type } = fluidParticles(model, lattice);
    const fields = { type, volume: new Float64Array(type.length).fill(latticeVolume(model)) };
    const [{ referenceDensity }] = model.fluids;
    const longest =
      (model.timeStepping.courantNumber * spacing) / divergenceFreeNumbers({ ...model, scheme }).lowestSpeed;
    const impulse = new Float64Array(type.length).fill(
      0.5 * referenceDensity * model.expectedSpeed ** 2 * longest,
    );
    /** ω² of a standing wave with so many half waves along x and y, times the square of the longest step. */
    const squared = (waves: readonly number[], axis: number) => {
      const way = Float64Array.from(lattice, (_, k) => {
        if (k % 3 !== axis) return 0;
        const phase = waves.reduce(
          (sum, n, a) => sum + (Math.PI * n * lattice[k - (k % 3) + a]) / lengths[a],
          0,
        );
        return 1e-4 * spacing * Math.cos(phase);
      });
      const place = Float64Array.from(lattice, (x, k) => (x + way[k] + lengths[k % 3]) % lengths[k % 3]);
      const pushed = impelledVelocities(
        model,
        fields,
        new Float64Array(place.length),
        impulse,
        findPairs(model, place),
      ).value;
      const along = pushed.reduce((sum, v, k) => sum - v * way[k], 0);
      return (longest * along) / way.reduce((sum, u) => sum + u * u, 0);
    };
    const counts = [0, 2, 4, 6, 8];
    const all = counts.flatMap((nx) => counts.flatMap((ny) => [0, 1].map((axis) => squared([nx, ny], axis))));
    expect(Math.max(...all)).toBeLessThan(4);
  },
);

test("water that touches nothing falls as a stone does", () => {
  const { model, particles } = tank({ dimensions: 2, size: [6, 6, 1], layers: 0 });
  // Farther apart than at rest: nothing is compressed.
  particles.position.forEach((x, k) => (particles.position[k] = 1.02 * x));
  const system = new DivergenceFreeSystem(
    {
      ...model,
      box: { ...model.box, lower: [-2, -2, 0], lengths: [6, 6, 1], boundaries: ["open", "open", "periodic"] },
      acceleration: { constant: [0, -9.81] },
      timeStepping: { timeStep: 0.01, courantNumber: 0.25, dampingTime: 0 },
      viscosities: [],
    },
    particles,
  );
  for (let step = 0; step < 10; step++) system.advance();
  const { position, velocity } = system.state.particles;
  particles.position.forEach((start, k) => {
    const isUp = k % 3 === 1;
    // The sum of 1 … 10 steps of g Δt²: velocities change before positions do.
    expect(position[k] - start).toBeCloseTo(isUp ? -9.81 * 0.01 ** 2 * 55 : 0, 10);
    expect(velocity[k]).toBeCloseTo(isUp ? -0.981 : 0, 10);
  });
});

test("whether a wall has an equation is undecided where fluid is as far as the support reaches", () => {
  const { model } = tank({ dimensions: 2, size: [6, 6, 1] });
  const type = Uint32Array.of(0, 1);
  const volume = new Float64Array(2).fill(latticeVolume(model));
  const scaleAt = (distance: number) => {
    const pairs = findPairs(model, Float64Array.of(0, 0, 0, distance, 0, 0));
    return factorsOf(model, type, diagonals(model, { type, volume }, pairs)).scale[1];
  };
  expect(scaleAt(model.supportRadius * (1 + 1e-7))).toBe(Infinity);
  expect(scaleAt(model.supportRadius * (1 - 1e-7))).toBe(Infinity);
  expect(scaleAt(0.9 * model.supportRadius)).toBeLessThan(Infinity);
});
