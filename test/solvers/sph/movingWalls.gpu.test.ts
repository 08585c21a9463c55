import { expect, test } from "vitest";
import { motionParameters } from "../../../src/solvers/sph/parameters/motionParameters.ts";
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
/** Without end: steps are counted. */
const untilTime = 1e9;

/** Fluid between a wall at rest below and a belt above, periodic along x and, walls next to each other, y. */
function channel(speed: number, viscosity: number) {
  const [width, height, layers] = [6, 12, 3];
  const rows = height + 2 * layers;
  const model = fluidModel({
    box: boxOf([width * spacing, rows * spacing], "periodic"),
    spacing,
    solids: [
      { name: "floor", slip: "no-slip" },
      { name: "belt", slip: "no-slip", motion: { kind: "sliding", velocity: [speed, 0] } },
    ],
  });
  const [fluid] = model.fluids;
  const viscous = { ...model, fluids: [{ ...fluid, kinematicViscosity: viscosity }] };
  const material = ([, y]: readonly number[]) =>
    y < layers * spacing ? 1 : y > (layers + height) * spacing ? 2 : 0;
  const particles = fluidParticles(model, lattice([0, 0], [width, rows], spacing), material);
  return { model: viscous, particles, height: height * spacing, floor: layers * spacing };
}

/** u/U at height y of plane Couette flow started from rest: Fourier series (e.g. Batchelor 1967, §4.3). */
function couette(y: number, time: number, height: number, viscosity: number): number {
  let sum = y / height;
  for (let n = 1; n < 40; n++) {
    const k = (n * Math.PI) / height;
    sum += ((2 * (-1) ** n) / (n * Math.PI)) * Math.exp(-viscosity * k * k * time) * Math.sin(k * y);
  }
  return sum;
}

test("a belt drags the fluid along as in plane Couette flow, within 3 % of its speed", async () => {
  const [speed, viscosity] = [1, 0.2];
  const { model, particles, height, floor } = channel(speed, viscosity);
  const engine = await createFluid(model, particles);
  await engine.advance({ untilTime: 0.25, maximumSteps: 2000 });
  const frame = await engine.frame();
  const velocities = velocityRows(frame, 0);
  unwrappedRows(frame, 0).forEach(([, y], k) => {
    const exact = couette(y - floor, frame.time, height, viscosity);
    expect(Math.abs(velocities[k][0] / speed - exact)).toBeLessThan(0.03);
  });
  expect(Math.max(...velocities.map(([u]) => u))).toBeGreaterThan(0.8 * speed);
});

/** A closed tank of fluid that swings along x, or stands still while the force of inertia swings. */
function shakenTank(isMoving: boolean) {
  const [amplitude, frequency, layers, width] = [0.02, 2, 3, 8];
  const cells = width + 2 * layers;
  const inertia = amplitude * (2 * Math.PI * frequency) ** 2;
  const motion = motionParameters.parse({
    kind: "sinusoidal",
    amplitude: [amplitude, 0],
    frequency,
    phase: 0.25,
  });
  const model = fluidModel({
    box: boxOf([(cells + 2) * spacing, (cells + 2) * spacing], "periodic"),
    spacing,
    solids: [{ name: "tank", slip: "no-slip", ...(isMoving && { motion }) }],
    acceleration: {
      constant: [0, -1, 0],
      ...(!isMoving && { oscillation: { amplitude: [inertia, 0, 0], frequency, phase: 0.25 } }),
    },
    timeStepping: { timeStep: 5e-4, courantNumber: 0.25, dampingTime: 0 },
  });
  const lower = layers * spacing;
  const isInside = (x: number) => x > lower && x < lower + width * spacing;
  const isFluid = ([x, y]: readonly number[]) => isInside(x) && isInside(y);
  const points = byMaterial(lattice([0, 0], [cells, cells], spacing), (point) => (isFluid(point) ? 0 : 1));
  return { model, particles: fluidParticles(model, points, (point) => (isFluid(point) ? 0 : 1)) };
}

// Fluids meet the wall with their velocity of half a step before: in the end they lag by half a step of its way.
test("in a shaken tank the fluid does what inertia makes it do in one at rest", async () => {
  const [moving, still] = await Promise.all(
    [true, false].map(async (isMoving) => {
      const { model, particles } = shakenTank(isMoving);
      const engine = await createFluid(model, particles);
      await engine.advance({ untilTime, maximumSteps: 150 });
      return engine.frame();
    }),
  );
  const [tank] = unwrappedRows(moving, 1);
  const [reference] = unwrappedRows(still, 1);
  const shift = tank.map((x, axis) => x - reference[axis]);
  expect(Math.abs(shift[0])).toBeGreaterThan(0.005);
  const inMoving = unwrappedRows(moving, 0);
  unwrappedRows(still, 0).forEach((point, k) =>
    point.forEach((x, axis) =>
      expect(Math.abs(inMoving[k][axis] - shift[axis] - x)).toBeLessThan(2e-3 * spacing),
    ),
  );
  const scale = Math.max(...still.pressure.map(Math.abs));
  still.pressure.forEach((p, i) => expect(Math.abs(moving.pressure[i] - p)).toBeLessThan(1e-2 * scale));
});

test("models without moving solids have no buffers and no passes for them", async () => {
  const { model, particles } = channel(1, 0.1);
  const still = { ...model, solids: model.solids.map(({ name, slip }) => ({ name, slip })) };
  const engine = await createFluid(still, particles);
  const { buffers } = engine.solver.system;
  expect(Object.keys(buffers).filter((name) => /solids|members|motion|bodies/.test(name))).toEqual([]);
});
