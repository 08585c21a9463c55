import { describe, expect, test } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { ReferenceFluidEngine } from "../../../../src/run/referenceFluidEngine.ts";
import type { FluidModel, FluidParticles } from "../../../../src/solvers/sph/model.ts";
import { schemeParameters } from "../../../../src/solvers/sph/parameters/schemeParameters.ts";
import { createReferenceSystem } from "../../../../src/solvers/sph/reference/referenceSystem.ts";
import { kineticEnergy } from "../../../../src/solvers/sph/reference/rigidBody.ts";
import { boxOf, lattice, velocityRows } from "../../../support/movingSolids.ts";
import { blocks, immersed, momentum, setUp, spacing, within } from "../../../support/rigidBodies.ts";

const kinds = ["weakly-compressible", "entropically-damped", "divergence-free", "position-based"] as const;
const schemeOf = (kind: string) => ({ scheme: schemeParameters.parse({ kind }) });

function run({ model, particles }: { model: FluidModel; particles: FluidParticles }, steps: number) {
  const system = createReferenceSystem(model, particles);
  for (let step = 0; step < steps; step++) system.advance();
  return system;
}

/** A body of 2 × 4 particles, in three dimensions 2 × 4 × 3, alone in a periodic box with a little fluid far away. */
function alone(dimensions: 2 | 3, body: object, changes: Partial<FluidModel> = {}) {
  const counts = [2, 4, 3].slice(0, dimensions);
  const [fluid, solid] = [0.2, 0.9].map((x) =>
    lattice(
      counts.map(() => x),
      counts,
      spacing,
    ),
  );
  return setUp({
    box: boxOf(
      counts.map(() => 2),
      "periodic",
    ),
    points: [...fluid, ...solid],
    material: ([x]) => (x > 0.6 ? 1 : 0),
    solids: [{ body }],
    changes,
  });
}

const fixed = { timeStepping: { timeStep: 1e-3, courantNumber: 0.25, dampingTime: 0 } };

describe.each([2, 3] as const)("in %i dimensions", (dimensions) => {
  const gravity = { acceleration: { constant: [1, -9.81, 2].slice(0, dimensions) } };

  test.each(["weakly-compressible", "entropically-damped"])("a body falls g t²/2, %s", (kind) => {
    const setup = alone(dimensions, { density: 500 }, { ...fixed, ...gravity, ...schemeOf(kind) });
    const [body] = run(setup, 100).state.bodies;
    const start = setup.model.solids[0].body?.center as Vector3;
    gravity.acceleration.constant.forEach((g, axis) => {
      expect(body.state.center[axis] - start[axis]).toBeCloseTo((g * 0.1 ** 2) / 2, 12);
      expect(body.state.velocity[axis]).toBeCloseTo(0.1 * g, 12);
    });
  });

  test.each(["divergence-free", "position-based"])(
    "a body falls g t (t − Δt)/2 where its kick comes after its drift, %s",
    (kind) => {
      const setup = alone(dimensions, { density: 500 }, { ...fixed, ...gravity, ...schemeOf(kind) });
      const [body] = run(setup, 100).state.bodies;
      const start = setup.model.solids[0].body?.center as Vector3;
      gravity.acceleration.constant.forEach((g, axis) => {
        expect(body.state.center[axis] - start[axis]).toBeCloseTo((g * 0.1 * 0.099) / 2, 12);
        expect(body.state.velocity[axis]).toBeCloseTo(0.1 * g, 12);
      });
    },
  );

  test.each(kinds)("a body that turns freely keeps its momenta, energy and shape, %s", (kind) => {
    const angularVelocity = dimensions === 2 ? [0, 0, 7] : [3, -2, 7];
    const given = { density: 2000, velocity: [5, 1, -2].slice(0, dimensions), angularVelocity };
    const setup = alone(dimensions, given, { ...fixed, ...schemeOf(kind) });
    const start = run(setup, 0).state;
    const { bodies, particles } = run(setup, 240).state;
    const [before, after] = [start.bodies[0], bodies[0]];
    expect(after.state.velocity).toEqual(before.state.velocity);
    expect(after.state.angularMomentum).toEqual(before.state.angularMomentum);
    const [first, last] = [before, after].map(({ shape, state }) => kineticEnergy(shape, state));
    expect(last / first).toBeCloseTo(1, 5);
    const own = [...particles.type.keys()].filter((i) => particles.type[i] === 1);
    // It crosses a periodic side on the way.
    expect(own.some((i) => particles.image[3 * i] > 0)).toBe(true);
    const distance = (positions: Float64Array, images: Int32Array, i: number, j: number) =>
      Math.hypot(
        ...[0, 1, 2].map((axis) => {
          const along = (n: number) =>
            positions[3 * n + axis] + images[3 * n + axis] * setup.model.box.lengths[axis];
          return along(i) - along(j);
        }),
      );
    for (const i of own) {
      const now = distance(particles.position, particles.image, own[0], i);
      expect(now).toBeCloseTo(distance(start.particles.position, start.particles.image, own[0], i), 12);
    }
  });

  test.each(["weakly-compressible", "entropically-damped", "position-based"])(
    "fluid and a body in it share a constant momentum, %s",
    async (kind) => {
      const velocity = [0.8, -0.5, 0.3].slice(0, dimensions);
      const given = { density: 700, velocity, angularVelocity: [0, 0, 4] };
      const { model, particles } = immersed(dimensions, given, schemeOf(kind));
      const engine = new ReferenceFluidEngine(model, particles);
      const before = momentum(model, await engine.frame());
      await engine.advance({ untilTime: 1, maximumSteps: 12 });
      const frame = await engine.frame();
      momentum(model, frame).forEach((p, axis) => expect(p).toBeCloseTo(before[axis], 9));
      expect(Math.hypot(...velocityRows(frame, 1)[0])).toBeLessThan(0.99 * Math.hypot(...velocity));
    },
  );
});

test.each([0.2, 0.5, 0.9])(
  "blocks that meet face to face conserve momentum and keep about the share %d of their speed",
  (restitution) => {
    const setup = blocks(
      [
        { density: 2000, velocity: [0.4, 0], restitution },
        { density: 1000, velocity: [-0.6, 0], restitution },
      ],
      0.01,
    );
    const { bodies } = run(setup, 36).state;
    const total = [0, 1].map((axis) =>
      bodies.reduce((sum, { shape, state }) => sum + shape.mass * state.velocity[axis], 0),
    );
    const start = setup.model.solids.reduce(
      (sum, { body }) => sum + (body?.mass ?? 0) * (body?.velocity[0] ?? 0),
      0,
    );
    expect(total[0]).toBeCloseTo(start, 9);
    expect(total[1]).toBeCloseTo(0, 9);
    const parting = bodies[1].state.velocity[0] - bodies[0].state.velocity[0];
    expect(parting).toBeGreaterThan(0.95 * restitution);
    expect(parting).toBeLessThan(restitution + 0.1);
  },
);

test.each(kinds)(
  "a block that meets another off its centre sets it turning, and angular momentum is conserved, %s",
  (kind) => {
    const setup = setUp({
      box: boxOf([3, 3], "periodic"),
      points: [
        ...lattice([0.2, 2.6], [2, 2], spacing),
        ...lattice([1, 1], [4, 4], spacing),
        ...lattice([1.21, 1.1], [4, 4], spacing),
      ],
      material: (point) => (point[1] > 2 ? 0 : within(point, [1.1, 1.1], [0.1, 0.11]) ? 1 : 2),
      solids: [{ body: { density: 1000, velocity: [1, 0] } }, { body: { density: 1000 } }],
      changes: { ...fixed, ...schemeOf(kind) },
    });
    const { bodies } = run(setup, 60).state;
    const angularMomentum = bodies.reduce((sum, { shape, state }) => {
      const [x, y] = state.center;
      const [vx, vy] = state.velocity;
      return sum + shape.mass * (x * vy - y * vx) + state.angularMomentum[2];
    }, 0);
    const first = setup.model.solids[0].body;
    if (!first) throw new Error("the first solid is a body");
    expect(angularMomentum).toBeCloseTo(-first.mass * first.center[1], 9);
    expect(Math.abs(bodies[1].state.angularMomentum[2])).toBeGreaterThan(0.01);
    expect(bodies[1].state.velocity[0]).toBeGreaterThan(0.3);
  },
);

test.each(kinds)(
  "a run with bodies that is saved and gone on with repeats to the last bit, %s",
  async (kind) => {
    const given = { mass: 8, velocity: [1, -2], angularVelocity: [0, 0, 5] };
    const { model, particles } = immersed(2, given, {
      ...schemeOf(kind),
      acceleration: { constant: [0, -5] },
    });
    const [whole, split, rest] = [0, 1, 2].map(() => new ReferenceFluidEngine(model, particles));
    await whole.advance({ untilTime: 10, maximumSteps: 8 });
    await split.advance({ untilTime: 10, maximumSteps: 4 });
    await rest.loadState(await split.saveState());
    await rest.advance({ untilTime: 10, maximumSteps: 4 });
    expect(await rest.saveState()).toEqual(await whole.saveState());
    expect(await rest.frame()).toEqual(await whole.frame());
  },
);
