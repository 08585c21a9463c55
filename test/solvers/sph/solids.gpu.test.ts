import { describe, expect, test } from "vitest";
import type { Vector3 } from "../../../src/core/vector.ts";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { FluidModel, FluidParticles } from "../../../src/solvers/sph/model.ts";
import {
  type MotionParameters,
  motionParameters,
} from "../../../src/solvers/sph/parameters/motionParameters.ts";
import {
  atRest,
  movedPoint,
  rigidMotion,
  velocityAt,
} from "../../../src/solvers/sph/reference/solidMotion.ts";
import { useDevice } from "../../support/device.ts";
import { fluidModel, fluidParticles } from "../../support/fluids.ts";
import {
  boxOf,
  byMaterial,
  lattice,
  unwrappedRows,
  useFluids,
  velocityRows,
} from "../../support/movingSolids.ts";

const device = useDevice();
const createFluid = useFluids(device);

const spacing = 0.05;
const timeStep = 1e-3;
/** Without end: steps are counted. */
const untilTime = 1e9;

/** A block that moves in a periodic box of edge 2, out of reach of a little fluid. */
function movingBlock(motion: object, dimensions: 2 | 3 = 2) {
  const lengths = [2, 2, 2].slice(0, dimensions);
  const model = fluidModel({
    box: boxOf(lengths, "periodic"),
    spacing,
    solids: [{ name: "block", slip: "no-slip", motion: motionParameters.parse(motion) }],
    timeStepping: { timeStep, courantNumber: 0.25, dampingTime: 0 },
  });
  const fluid = lattice([0.1, 0.1, 0.1], [2, 2, 2].slice(0, dimensions), spacing);
  const block = lattice([1, 0.8, 0.9], [6, 3, 2].slice(0, dimensions), spacing);
  const particles = fluidParticles(model, [...fluid, ...block], (_, i) => (i < fluid.length / 3 ? 0 : 1));
  return { model, particles };
}

/** Largest errors of positions [length] and velocities of the block against the reference. */
function errorsOf(model: FluidModel, start: readonly number[][], frame: FluidFrame): [number, number] {
  const reference = rigidMotion(model.solids[0].motion, frame.time, model.box.dimensions);
  const velocities = velocityRows(frame, 1);
  const errors: [number, number] = [0, 0];
  unwrappedRows(frame, 1).forEach((point, k) => {
    const wanted = movedPoint(atRest, reference, start[k] as unknown as Vector3);
    const velocity = velocityAt(reference, wanted);
    for (let axis = 0; axis < 3; axis++) {
      errors[0] = Math.max(errors[0], Math.abs(point[axis] - wanted[axis]));
      errors[1] = Math.max(errors[1], Math.abs(velocities[k][axis] - velocity[axis]));
    }
  });
  return errors;
}

const motions: Readonly<Record<MotionParameters["kind"], object>> = {
  constant: { kind: "constant", velocity: [13, -0.7] },
  sliding: { kind: "sliding", velocity: [0.5, 0] },
  sinusoidal: { kind: "sinusoidal", amplitude: [0.3, -0.1], frequency: 3, phase: 0.15 },
  rotating: { kind: "rotating", center: [1.1, 0.9], angularVelocity: -7 },
  swinging: { kind: "swinging", center: [0.9, 0.6], amplitude: 0.8, frequency: 2 },
  tabulated: {
    kind: "tabulated",
    times: [0, 0.02, 0.05],
    displacements: [
      [0.1, 0],
      [0.12, 0.01],
      [0.1, 0.05],
    ],
  },
  held: { kind: "held" },
};

describe.each(Object.entries(motions))("a %s motion", (_, motion) => {
  test("follows the reference in positions and velocities from the start on", async () => {
    const { model, particles } = movingBlock(motion);
    const engine = await createFluid(model, particles);
    const start = unwrappedRows(await engine.frame(), 1);
    for (const maximumSteps of [0, 1, 36, 40]) {
      await engine.advance({ untilTime, maximumSteps });
      const [position, velocity] = errorsOf(model, start, await engine.frame());
      expect(position).toBeLessThan(1e-7);
      expect(velocity).toBeLessThan(1e-6);
    }
  });
});

test("the comparison fails for a motion that is 0.1 % too slow", async () => {
  const { model, particles } = movingBlock(motions.rotating);
  const engine = await createFluid(model, particles);
  const start = unwrappedRows(await engine.frame(), 1);
  await engine.advance({ untilTime, maximumSteps: 40 });
  const slower = movingBlock({ ...motions.rotating, angularVelocity: -6.993 }).model;
  const [position, velocity] = errorsOf(slower, start, await engine.frame());
  expect(position).toBeGreaterThan(1e-7);
  expect(velocity).toBeGreaterThan(1e-6);
});

test("an inclined axis turns a block in three dimensions as the reference does", async () => {
  const motion = { kind: "rotating", center: [1.1, 0.9, 1], axis: [1, -2, 2], angularVelocity: 5 };
  const { model, particles } = movingBlock(motion, 3);
  const engine = await createFluid(model, particles);
  const start = unwrappedRows(await engine.frame(), 1);
  await engine.advance({ untilTime, maximumSteps: 50 });
  const [position, velocity] = errorsOf(model, start, await engine.frame());
  expect(position).toBeLessThan(1e-7);
  expect(velocity).toBeLessThan(1e-6);
});

test("after a whole turn a rotating solid is back within 10⁻⁶ of its size", async () => {
  const steps = 500;
  const angularVelocity = (2 * Math.PI) / (steps * Math.fround(timeStep));
  const { model, particles } = movingBlock({ kind: "rotating", center: [1.15, 0.875], angularVelocity });
  const engine = await createFluid(model, particles);
  const start = unwrappedRows(await engine.frame(), 1);
  await engine.advance({ untilTime, maximumSteps: steps });
  const size = 6 * spacing;
  unwrappedRows(await engine.frame(), 1).forEach((point, k) => {
    point.forEach((x, axis) => expect(Math.abs(x - start[k][axis])).toBeLessThan(1e-6 * size));
  });
});

/** Fixed-point positions of the block less that of its first particle, in id order. */
function shapeOf(position: Uint32Array, tag: Int32Array): number[] {
  const rows = [...Array(tag.length / 4).keys()].filter((i) => position[4 * i + 3] === 1);
  rows.sort((a, b) => tag[4 * a + 3] - tag[4 * b + 3]);
  return rows.flatMap((i) =>
    [0, 1, 2].map((axis) => (position[4 * i + axis] - position[4 * rows[0] + axis]) | 0),
  );
}

test.each(["constant", "sinusoidal", "tabulated"] as const)(
  "a %s motion keeps all differences of positions to the last bit",
  async (kind) => {
    const { model, particles } = movingBlock(motions[kind]);
    const engine = await createFluid(model, particles);
    const { position, tag } = await engine.saveState();
    await engine.advance({ untilTime, maximumSteps: 60 });
    const end = await engine.saveState();
    const before = shapeOf(position as Uint32Array, tag as Int32Array);
    expect(shapeOf(end.position as Uint32Array, end.tag as Int32Array)).toEqual(before);
  },
);

test("a constant motion goes on evenly after a million steps and a thousand box lengths", async () => {
  const { model, particles } = movingBlock({ kind: "constant", velocity: [2, 0] });
  const engine = await createFluid(model, particles);
  const start = unwrappedRows(await engine.frame(), 1);
  const state = await engine.saveState();
  const clock = new Float32Array((state.clock as Uint32Array).slice().buffer);
  clock[0] = 1000;
  await engine.loadState({ ...state, clock: new Uint32Array(clock.buffer) });
  for (let step = 1; step <= 8; step++) {
    await engine.advance({ untilTime, maximumSteps: 1 });
    const [first] = unwrappedRows(await engine.frame(), 1);
    expect(first[0] - start[0][0]).toBeCloseTo(2 * (engine.clock.time - 1000), 7);
  }
});

/** A paddle that turns in a little tank of fluid, a neighbour list that is often built anew. */
function stirredTank(): { model: FluidModel; particles: FluidParticles } {
  const model = fluidModel({
    box: boxOf([0.8, 0.8], "periodic"),
    spacing,
    solids: [
      { name: "post", slip: "no-slip" },
      {
        name: "paddle",
        slip: "no-slip",
        motion: { kind: "rotating", center: [0.4, 0.4], axis: [0, 0, 1], angularVelocity: 4 },
      },
    ],
    skin: 0.02,
  });
  const material = ([x, y]: readonly number[]) => {
    if (Math.abs(x - 0.4) < 0.06 && Math.abs(y - 0.4) < 0.2) return 2;
    return x < 0.1 && y < 0.1 ? 1 : 0;
  };
  const points = byMaterial(lattice([0, 0], [16, 16], spacing), material);
  return { model, particles: fluidParticles(model, points, material) };
}

test("a run with a moving solid repeats bit for bit, and from a saved state", async () => {
  const { model, particles } = stirredTank();
  const run = await createFluid(model, particles);
  await run.advance({ untilTime, maximumSteps: 40 });
  const middle = await run.saveState();
  await run.advance({ untilTime, maximumSteps: 40 });
  const end = await run.saveState();
  expect(run.neighbourListBuilds).toBeGreaterThan(2);
  const again = await createFluid(model, particles);
  await again.advance({ untilTime, maximumSteps: 80 });
  expect(await again.saveState()).toEqual(end);
  const resumed = await createFluid(model, particles);
  await resumed.loadState(middle);
  await resumed.advance({ untilTime, maximumSteps: 40 });
  expect(await resumed.saveState()).toEqual(end);
});

test("ids of a moving solid that do not follow each other are refused", async () => {
  const { model, particles } = movingBlock(motions.constant);
  const id = particles.id.slice();
  [id[0], id[10]] = [id[10], id[0]];
  await expect(createFluid(model, { ...particles, id })).rejects.toThrow("ids of the moving solid block");
});

test("a solid that leaves through an open side halts the run", async () => {
  const { model, particles } = movingBlock({ kind: "constant", velocity: [20, 0] });
  const open = { ...model, box: boxOf([2, 2], "open") };
  const engine = await createFluid(open, particles);
  await expect(engine.advance({ untilTime, maximumSteps: 400 })).rejects.toThrow("lost");
});
