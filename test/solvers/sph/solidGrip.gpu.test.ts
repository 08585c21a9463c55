import { describe, expect, test } from "vitest";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { followRate } from "../../../src/solvers/sph/solids/followRate.ts";
import type { Grip } from "../../../src/solvers/sph/solids/solidGrip.ts";
import { useDevice } from "../../support/device.ts";
import { fluidModel, fluidParticles } from "../../support/fluids.ts";
import { boxOf, lattice, unwrappedRows, useFluids, velocityRows } from "../../support/movingSolids.ts";
import { setUp, within } from "../../support/rigidBodies.ts";

const device = useDevice();
const createFluid = useFluids(device);
const spacing = 0.05;
const untilTime = 1e9;

/** A block of 6 × 6 particles alone in an open box of 2 × 2, its middle at (1.15, 0.65). */
function block(dimensions: 2 | 3 = 2) {
  const counts = [6, 6, 6].slice(0, dimensions);
  const points = lattice([1, 0.5, 0.5], counts, spacing);
  const model = fluidModel({
    box: boxOf([2, 2, 2].slice(0, dimensions), "open"),
    spacing,
    expectedSpeed: 1,
    solids: [{ name: "block", slip: "no-slip", motion: { kind: "held" } }],
    timeStepping: { timeStep: 1e-3, courantNumber: 0.25, dampingTime: 0 },
  });
  return { model, particles: fluidParticles(model, points, () => 1) };
}

const firstOf = (frame: FluidFrame) => unwrappedRows(frame, 1)[0];
const speedOf = (frame: FluidFrame) => Math.hypot(...velocityRows(frame, 1)[0]);

async function taken(engine: GpuFluidEngine, name = "block"): Promise<Grip> {
  return (await engine.grip(name)) as Grip;
}

describe.each([2, 3] as const)("a held solid in %iD", (dimensions) => {
  test("goes to where it is led, all of it, and stays there", async () => {
    const { model, particles } = block(dimensions);
    const engine = await createFluid(model, particles);
    const start = unwrappedRows(await engine.frame(), 1);
    const wanted = [0.3, -0.2, dimensions === 3 ? 0.1 : 0] as const;
    (await taken(engine)).lead(wanted);
    // Critical damping with 2τ: after 60 τ nothing is left of the gap.
    await engine.advance({ untilTime, maximumSteps: Math.ceil(60 / followRate(model) / 1e-3) });
    const frame = await engine.frame();
    unwrappedRows(frame, 1).forEach((point, k) =>
      point.forEach((x, axis) => expect(Math.abs(x - start[k][axis] - wanted[axis])).toBeLessThan(1e-6)),
    );
    expect(speedOf(frame)).toBeLessThan(1e-6);
  });
});

test("a led solid moves as the damped spring does: the gap is (1 + t/2τ) exp(−t/2τ) of what it was", async () => {
  const { model, particles } = block();
  const engine = await createFluid(model, particles);
  const [x] = firstOf(await engine.frame());
  const gap = 1e-3;
  (await taken(engine)).lead([gap, 0, 0]);
  const steps = Math.round(2 / followRate(model) / 1e-3);
  await engine.advance({ untilTime, maximumSteps: steps });
  const left = (gap - (firstOf(await engine.frame())[0] - x)) / gap;
  const t = (steps * 1e-3 * followRate(model)) / 2;
  // First order in the step.
  expect(Math.abs(left - (1 + t) * Math.exp(-t))).toBeLessThan(followRate(model) * 1e-3);
});

test("it is never faster than the flow is expected to be, and stops when it is let go", async () => {
  const { model, particles } = block();
  const engine = await createFluid(model, particles);
  const grip = await taken(engine);
  grip.lead([-0.9, 0, 0]);
  await engine.advance({ untilTime, maximumSteps: Math.ceil(12 / followRate(model) / 1e-3) });
  const speed = speedOf(await engine.frame());
  expect(speed).toBeLessThan(model.expectedSpeed * (1 + 1e-6));
  expect(speed).toBeGreaterThan(0.9 * model.expectedSpeed);
  grip.release();
  await engine.advance({ untilTime, maximumSteps: Math.ceil(30 / followRate(model) / 1e-3) });
  const there = firstOf(await engine.frame());
  await engine.advance({ untilTime, maximumSteps: 50 });
  expect(firstOf(await engine.frame())).toEqual(there);
});

test("it is not led out of the box", async () => {
  const { model, particles } = block();
  const engine = await createFluid(model, particles);
  (await taken(engine)).lead([5, -5, 0]);
  await engine.advance({ untilTime, maximumSteps: 3000 });
  const rows = unwrappedRows(await engine.frame(), 1);
  expect(Math.max(...rows.map(([x]) => x))).toBeCloseTo(2 - spacing / 2, 5);
  expect(Math.min(...rows.map(([, y]) => y))).toBeCloseTo(spacing / 2, 5);
});

test("a state that was saved while it moved goes on without the hand, to the last bit", async () => {
  const { model, particles } = block();
  const [engine, other] = [await createFluid(model, particles), await createFluid(model, particles)];
  const grip = await taken(engine);
  grip.lead([0.4, 0, 0]);
  await engine.advance({ untilTime, maximumSteps: 60 });
  grip.release();
  await other.loadState(await engine.saveState());
  await engine.advance({ untilTime, maximumSteps: 40 });
  await other.advance({ untilTime, maximumSteps: 40 });
  expect(await other.saveState()).toEqual(await engine.saveState());
});

describe("a body in a hand", () => {
  const falling = () =>
    setUp({
      box: boxOf([2, 2], "open"),
      points: lattice([0, 0], [40, 40], spacing),
      material: (point) => (within(point, [1, 1], [0.11, 0.11]) ? 1 : undefined),
      solids: [{ body: { density: 800, angularVelocity: [0, 0, 2] } }],
      changes: {
        acceleration: { constant: [0, -1, 0] },
        expectedSpeed: 1,
        timeStepping: { timeStep: 1e-3, courantNumber: 0.25, dampingTime: 0 },
      },
    });

  test("does not turn, and does not fall by more than the spring gives way to its weight", async () => {
    const { model, particles } = falling();
    const engine = await createFluid(model, particles);
    const start = unwrappedRows(await engine.frame(), 1);
    (await taken(engine, "solid 0")).lead([0, 0, 0]);
    await engine.advance({ untilTime: 0.3, maximumSteps: 10_000 });
    const rows = unwrappedRows(await engine.frame(), 1);
    const [dx, dy] = [0, 1].map((axis) => rows[0][axis] - start[0][axis]);
    expect(Math.abs(dx)).toBeLessThan(1e-5);
    expect(Math.abs(dy)).toBeLessThan(4 / followRate(model) ** 2);
    rows.forEach(([x, y], k) => {
      expect(x - start[k][0]).toBeCloseTo(dx, 6);
      expect(y - start[k][1]).toBeCloseTo(dy, 6);
    });
  });

  test("flies on with the velocity that the hand gave it", async () => {
    const { model, particles } = falling();
    const engine = await createFluid(model, particles);
    const grip = await taken(engine, "solid 0");
    grip.lead([0.7, 0, 0]);
    await engine.advance({ untilTime: 0.3, maximumSteps: 10_000 });
    grip.release();
    const before = velocityRows(await engine.frame(), 1)[0];
    const { time } = engine.clock;
    await engine.advance({ untilTime: time + 0.1, maximumSteps: 10_000 });
    const after = velocityRows(await engine.frame(), 1)[0];
    expect(before[0]).toBeGreaterThan(0.5);
    expect(after[0]).toBeCloseTo(before[0], 5);
    expect(after[1] - before[1]).toBeCloseTo(-(engine.clock.time - time), 4);
  });
});
