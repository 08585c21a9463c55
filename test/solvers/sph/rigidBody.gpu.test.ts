import { describe, expect, test } from "vitest";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import type { FluidModel, RigidBody } from "../../../src/solvers/sph/model.ts";
import {
  applied,
  type BodyLoad,
  type BodyState,
  bodyVelocityAt,
  driftBody,
  identity,
  kickBody,
  loadOf,
} from "../../../src/solvers/sph/reference/rigidBody.ts";
import { schemeParameters } from "../../../src/solvers/sph/parameters/schemeParameters.ts";
import type { ViscosityParameters } from "../../../src/solvers/sph/viscosities/index.ts";
import { meanPosition } from "../../../src/solvers/sph/solids/rigidBodyFrom.ts";
import { useDevice } from "../../support/device.ts";
import { boxOf, lattice, unwrappedRows, useFluids, velocityRows } from "../../support/movingSolids.ts";
import { immersed, momentum, setUp, spacing, within } from "../../support/rigidBodies.ts";

const device = useDevice();
const createFluid = useFluids(device);

/** Without end: steps are counted. */
const untilTime = 1e9;

/** What fluid and gravity do to the body, from the accelerations of its particles in a frame. */
function loadFrom(model: FluidModel, frame: FluidFrame, center: Vector3): BodyLoad {
  const { type } = frame.particles;
  const points = unwrappedRows(frame, 1) as unknown as Vector3[];
  const forces = [...type.keys()]
    .filter((i) => type[i] === 1)
    .map((i) => [0, 1, 2].map((a) => model.fluids[0].particleMass * frame.acceleration[3 * i + a]));
  const { force, torque } = loadOf(points, forces as unknown as Vector3[], center);
  const { mass } = model.solids[0].body as RigidBody;
  const weight = force.map((f, axis) => f + mass * (model.acceleration.constant[axis] ?? 0));
  return { force: weight as unknown as Vector3, torque };
}

function startOf({ center, velocity, inertia, angularVelocity: [x, y, z] }: RigidBody): BodyState {
  const [xx, yy, zz, xy, xz, yz] = inertia;
  const angularMomentum: Vector3 = [
    xx * x + xy * y + xz * z,
    xy * x + yy * y + yz * z,
    xz * x + yz * y + zz * z,
  ];
  return { center, orientation: identity, velocity, angularMomentum };
}

describe.each([2, 3] as const)("a body in a fluid in %iD", (dimensions) => {
  test("moves as the reference does under the forces that the fluid is seen to exert", async () => {
    const spin = dimensions === 2 ? [0, 0, 3] : [2, -1, 3];
    const velocity = [0.5, -0.3, 0.2].slice(0, dimensions);
    const gravity = { acceleration: { constant: [3, -20, 5].slice(0, dimensions) } };
    const given = { density: 2500, velocity, angularVelocity: spin };
    const { model, particles } = immersed(dimensions, given, gravity);
    const engine = await createFluid(model, particles);
    const body = model.solids[0].body as RigidBody;
    const start = unwrappedRows(await engine.frame(), 1);
    let state = startOf(body);
    for (let step = 0; step < 12; step++) {
      const before = loadFrom(model, await engine.frame(), state.center);
      const duration = engine.clock.timeStep;
      await engine.advance({ untilTime, maximumSteps: 1 });
      state = driftBody(body, state, before, duration);
      state = kickBody(body, state, loadFrom(model, await engine.frame(), state.center), duration / 2);
    }
    const frame = await engine.frame();
    const velocities = velocityRows(frame, 1);
    let farthest = 0;
    unwrappedRows(frame, 1).forEach((point, k) => {
      const arm = start[k].map((x, axis) => x - body.center[axis]) as unknown as Vector3;
      const turned = applied(state.orientation, arm);
      const wanted = bodyVelocityAt(body, state, point as unknown as Vector3);
      point.forEach((x, axis) => {
        expect(Math.abs(x - state.center[axis] - turned[axis])).toBeLessThan(1e-7);
        expect(Math.abs(velocities[k][axis] - wanted[axis])).toBeLessThan(1e-5);
        farthest = Math.max(farthest, Math.abs(x - start[k][axis]));
      });
    });
    expect(farthest).toBeGreaterThan(1e-3);
  });

  test.each([
    { kind: "weakly-compressible" },
    { kind: "weakly-compressible", advection: { kind: "transport-velocity" } },
    { kind: "entropically-damped" },
    { kind: "position-based" },
  ])("of the scheme %o shares a constant momentum with it", async (parameters) => {
    const velocity = [0.8, -0.5, 0.3].slice(0, dimensions);
    const scheme = schemeParameters.parse(parameters);
    const given = { density: 700, velocity, angularVelocity: [0, 0, 4] };
    const { model, particles } = immersed(dimensions, given, { scheme });
    const engine = await createFluid(model, particles);
    const before = momentum(model, await engine.frame());
    await engine.advance({ untilTime: 0.05, maximumSteps: 1000 });
    const frame = await engine.frame();
    const after = momentum(model, frame);
    const scale = Math.hypot(...before);
    after.forEach((p, axis) => expect(Math.abs(p - before[axis]) / scale).toBeLessThan(1e-5));
    expect(Math.hypot(...velocityRows(frame, 1)[0])).toBeLessThan(0.99 * Math.hypot(...velocity));
  });
});

/** A body of this density in the middle of still water over a floor, at the pressure of its depth. */
function stillWater(density: number) {
  const [width, depth, floor] = [20, 20, 3];
  const middle = [(width * spacing) / 2, (floor + depth / 2) * spacing];
  const gravity = 1;
  const { model, particles } = setUp({
    box: {
      ...boxOf([width * spacing, 2 * (floor + depth) * spacing], "open"),
      boundaries: ["periodic", "open", "periodic"],
    },
    points: lattice([0, 0], [width, floor + depth], spacing),
    material: (point) => (point[1] < floor * spacing ? 1 : within(point, middle, [0.11, 0.11]) ? 2 : 0),
    solids: [{}, { body: { density } }],
    changes: {
      acceleration: { constant: [0, -gravity, 0] },
      scheme: schemeParameters.parse({
        kind: "weakly-compressible",
        densityDiffusion: { kind: "fourtakas", coefficient: 0.1 },
      }),
      viscosities: [{ kind: "artificial", coefficient: 0.1 } as ViscosityParameters],
    },
  });
  const [water] = model.fluids;
  const surface = (floor + depth) * spacing;
  const { equationOfState, equationParameters } = model;
  particles.type.forEach((type, i) => {
    const pressure = water.referenceDensity * gravity * (surface - particles.position[3 * i + 1]);
    if (type === 0) particles.density[i] = equationOfState.density(pressure, water, equationParameters);
  });
  return { model, particles };
}

/** By how many spacings the body's centre has risen after a time [time]. */
async function riseOf(densityRatio: number, time: number): Promise<number> {
  const { model, particles } = stillWater(1000 * densityRatio);
  const engine = await createFluid(model, particles);
  const heightOf = async () => meanPosition(unwrappedRows(await engine.frame(), 2).flat())[1];
  const start = await heightOf();
  await engine.advance({ untilTime: time, maximumSteps: 1000 });
  return ((await heightOf()) - start) / spacing;
}

test("in still water a body of its density stays, a light one rises and a heavy one sinks", async () => {
  expect(Math.abs(await riseOf(1, 0.25))).toBeLessThan(0.01);
  expect(await riseOf(0.5, 0.25)).toBeGreaterThan(0.08);
  expect(await riseOf(2, 0.25)).toBeLessThan(-0.1);
});

test("a body twenty times lighter than the fluid rises smoothly", async () => {
  const rise = await riseOf(0.05, 0.1);
  expect(rise).toBeGreaterThan(0.04);
  expect(rise).toBeLessThan(0.1);
});

test("a run with free bodies repeats bit for bit, and from a saved state", async () => {
  const make = () => immersed(2, { mass: 8, velocity: [1, -2], angularVelocity: [0, 0, 5] }, { skin: 0.02 });
  const run = await createFluid(make().model, make().particles);
  await run.advance({ untilTime, maximumSteps: 40 });
  const middle = await run.saveState();
  await run.advance({ untilTime, maximumSteps: 40 });
  const end = await run.saveState();
  expect(run.neighbourListBuilds).toBeGreaterThan(2);
  const again = await createFluid(make().model, make().particles);
  await again.advance({ untilTime, maximumSteps: 80 });
  expect(await again.saveState()).toEqual(end);
  const resumed = await createFluid(make().model, make().particles);
  await resumed.loadState(middle);
  await resumed.advance({ untilTime, maximumSteps: 40 });
  expect(await resumed.saveState()).toEqual(end);
});
