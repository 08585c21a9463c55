import { describe, expect, test } from "vitest";
import { NumericalError } from "../../../src/core/failure.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { ReferenceFluidEngine } from "../../../src/run/referenceFluidEngine.ts";
import { verifyFluid } from "../../../src/run/verifyFluid.ts";
import type { WeaklyCompressible } from "../../../src/solvers/sph/weaklyCompressible.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { mutatedContext } from "../../run/mutatedContext.ts";
import { builtFluid } from "../../run/fluidScenarios.ts";
import { useDevice } from "../../support/device.ts";
import { useFluids, velocityRows } from "../../support/movingSolids.ts";
import {
  builtChannel,
  channelColumns,
  channelDocument,
  channelLength,
  channelSpacing,
  fluidRows,
  outletInterval,
  pouringDocument,
  shakenFluid,
} from "../../support/openChannel.ts";

const device = useDevice();
const createFluid = useFluids(device);
/** Without end: steps are counted. */
const untilTime = 1e9;

const ramp = { from: 0.8, to: 1.2, rampTime: 0.05 };

/** In what the device differs from the reference after steps in which particles have come in and left. */
async function deviationsFromReference(context: GpuContext, scheme: object): Promise<string[]> {
  const { model, particles } = await builtChannel({
    setup: { ...shakenFluid, inlets: [{ ...channelDocument.setup.inlets[0], velocity: ramp }] },
    solver: { scheme },
  });
  const engine = await GpuFluidEngine.create(context, model, particles);
  const reference = new ReferenceFluidEngine(model, particles);
  try {
    for (const either of [engine, reference]) await either.advance({ untilTime, maximumSteps: 75 });
    const { exchange } = reference.clock;
    expect(Math.min(exchange?.added ?? 0, exchange?.removed ?? 0)).toBeGreaterThan(0);
    const [measured, expected] = [await engine.frame(), await reference.frame()];
    const isApart = (values: ArrayLike<number>, others: ArrayLike<number>, tolerance: number) =>
      values.length !== others.length ||
      Array.from(values).some((value, k) => !(Math.abs(value - others[k]) <= tolerance));
    const checks = {
      exchange:
        engine.clock.exchange?.removed !== exchange?.removed ||
        engine.clock.exchange?.added !== exchange?.added,
      ids: isApart(measured.particles.id, expected.particles.id, 0),
      types: isApart(measured.particles.type, expected.particles.type, 0),
      positions: isApart(measured.particles.position, expected.particles.position, 1e-5),
      velocities: isApart(measured.particles.velocity, expected.particles.velocity, 1e-3),
      densities: isApart(measured.density, expected.density, 1e-4),
    };
    return Object.entries(checks).flatMap(([name, differs]) => (differs ? [name] : []));
  } finally {
    engine.destroy();
  }
}

const schemes = {
  "weakly compressible": { kind: "weakly-compressible", advection: { kind: "transport-velocity" } },
  "entropically damped": { kind: "entropically-damped" },
};

for (const [name, scheme] of Object.entries(schemes)) {
  describe(name, () => {
    test("what is there is what was there, and came in, and did not leave", async () => {
      const { model, particles } = await builtChannel({ solver: { scheme } });
      const engine = await createFluid(model, particles);
      const start = fluidRows(await engine.frame()).length;
      let furthest = 0;
      for (let batch = 0; batch < 6; batch++) {
        await engine.advance({ untilTime, maximumSteps: 29 });
        const frame = await engine.frame();
        const rows = fluidRows(frame);
        const { timeStep, exchange = { added: NaN, removed: NaN } } = engine.clock;
        expect(rows.length).toBe(start + exchange.added - exchange.removed);
        expect(new Set(frame.particles.id).size).toBe(frame.particles.count);
        expect(frame.materialNames).toEqual(["water", "floor", "ceiling", "left"]);
        expect(Math.max(...frame.particles.type)).toBe(3);
        const conveyor = [...frame.particles.type].filter((type) => type === 3);
        expect(conveyor.length).toBe(particles.type.filter((type) => type === 3).length);
        for (const i of rows) {
          const x = frame.particles.position[3 * i];
          expect(x).toBeLessThan(channelLength + 1.1 * outletInterval * timeStep);
          furthest = Math.max(furthest, x);
        }
      }
      const layers = Math.floor(engine.clock.time / channelSpacing + 0.5);
      expect(engine.clock.exchange?.added).toBe(layers * channelColumns);
      expect(engine.clock.exchange?.removed).toBeGreaterThan(channelColumns);
      expect(furthest).toBeGreaterThan(channelLength - channelSpacing);
    });

    test("whole steps are those of the reference while particles come in and leave", async () => {
      expect(await deviationsFromReference(device(), scheme)).toEqual([]);
    });
  });
}

test.each([
  [
    "neighbours of particles that wait",
    [
      [" && max(own, other) != 4u", ""],
      [" + u32(kind == 4u)", ""],
    ],
    "positions",
  ],
  ["a shorter conveyor", [["bitcast<vec3u>(inlet.back)", "bitcast<vec3u>(inlet.back / 2)"]], "positions"],
  [
    "the last that waits taken first",
    [["rank.y + 1u] = place", "(found.x - 1u - rank.y) + 1u] = place"]],
    "positions",
  ],
  ["outlets looked at more often", [["OUTLET_INTERVAL = 8u", "OUTLET_INTERVAL = 3u"]], "positions"],
  ["no ramp", [["inlet.startSpeed + change * time", "inlet.startSpeed"]], "velocities"],
] as const)("the comparison notices %s", async (_what, mutations, where) => {
  let context = device();
  const counters = mutations.map(([from, to]) => {
    const broken = mutatedContext(context, from, to);
    context = broken.context;
    return broken.changes;
  });
  const found = await deviationsFromReference(context, schemes["entropically damped"]);
  for (const changes of counters) expect(changes()).toBeGreaterThan(0);
  expect(found).toContain(where);
});

for (const kind of ["weakly-compressible", "entropically-damped", "divergence-free", "position-based"]) {
  // The others press a lattice a little apart, and out of the open end, wherever particles come from.
  const hasPressureFromStart = kind === "divergence-free" || kind === "position-based";
  const tolerance = hasPressureFromStart ? 0.1 : 0.05;
  test(`a channel keeps its uniform flow and its number of particles, ${kind}`, async () => {
    const { model, particles } = await builtChannel({ solver: { scheme: { kind } } });
    const engine = await createFluid(model, particles);
    const start = fluidRows(await engine.frame()).length;
    await engine.advance({ untilTime: 0.5, maximumSteps: 500 });
    const frame = await engine.frame();
    const rows = fluidRows(frame);
    expect(engine.clock.time).toBeGreaterThanOrEqual(0.5);
    expect(engine.clock.exchange?.added).toBe(5 * channelColumns);
    expect(Math.abs(rows.length - start)).toBeLessThanOrEqual(2 * channelColumns);
    const velocities = velocityRows(frame, 0);
    expect(Math.abs(velocities.reduce((sum, [u]) => sum + u, 0) / rows.length - 1)).toBeLessThan(tolerance);
    if (!hasPressureFromStart) {
      for (const [u, v] of velocities) expect(Math.hypot(u - 1, v)).toBeLessThan(tolerance);
    }
  });
}

test("an inlet without particles left ends the run with its name, the step, the time and what to do", async () => {
  const capacity = channelDocument.setup.fluids.length * 10 * channelColumns + 4;
  const { model, particles } = await builtChannel({
    setup: { capacity, outlets: [] },
    run: { duration: 1 },
  });
  const engine = await createFluid(model, particles);
  await engine.advance({ untilTime, maximumSteps: 10 });
  const failure = await engine.advance({ untilTime, maximumSteps: 100 }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NumericalError);
  expect(String(failure)).toMatch(
    /inlet "left" has no particle left to let in at step \d+, time 0\.0\d+: give setup.capacity more room/,
  );
  expect(engine.clock).toMatchObject({ step: 10, exchange: { added: 0, removed: 0 } });
});

test("runs repeat bit for bit, also from a saved state and in other batches", async () => {
  const { model, particles } = await builtChannel({ setup: shakenFluid });
  const [first, second, third] = await Promise.all([0, 1, 2].map(async () => createFluid(model, particles)));
  await first.advance({ untilTime, maximumSteps: 60 });
  for (const steps of [7, 21, 32]) await second.advance({ untilTime, maximumSteps: steps });
  await third.loadState(await first.saveState());
  for (const engine of [first, second, third]) await engine.advance({ untilTime, maximumSteps: 30 });
  const [expected, ...others] = await Promise.all([first, second, third].map((engine) => engine.saveState()));
  for (const state of others) expect(state).toEqual(expected);
  expect(first.clock.exchange?.added).toBeGreaterThan(channelColumns);
  expect(third.clock).toEqual(first.clock);
});

test("ids with gaps are refused: places are kept by them", async () => {
  const { model, particles } = await builtChannel();
  const id = particles.id.map((one) => (one === 3 ? particles.count + 1 : one));
  await expect(createFluid(model, { ...particles, id })).rejects.toThrow(/ids are 1 to \d+: 3 is missing/);
});

test("models where nothing opens have no buffers and no passes for it", async () => {
  const { built } = await builtFluid(channelDocument, { setup: { inlets: [], outlets: [] } });
  const engine = await createFluid(built.model, built.particles);
  const { buffers } = engine.solver.system;
  expect(Object.keys(buffers).filter((name) => /inlets|outlets|exchange|place/.test(name))).toEqual([]);
  const { stages } = engine.solver as WeaklyCompressible;
  expect(stages.filter(({ label }) => /inlet|exchange/i.test(label))).toEqual([]);
});

test("every pass and whole steps are those of the reference on the same state", async () => {
  const { model, particles } = await builtChannel({
    setup: { ...shakenFluid, inlets: [{ ...channelDocument.setup.inlets[0], velocity: ramp }] },
  });
  const { rows } = await verifyFluid(device(), model, particles, { steps: 6 });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
});

test("another fluid comes in from above, in three dimensions, as in the reference", async () => {
  const { built } = await builtFluid(pouringDocument, {});
  const engine = await createFluid(built.model, built.particles);
  const reference = new ReferenceFluidEngine(built.model, built.particles);
  for (const { advance } of [engine, reference].map((one) => ({ advance: one.advance.bind(one) }))) {
    await advance({ untilTime, maximumSteps: 32 });
  }
  expect(engine.clock.exchange).toEqual(reference.clock.exchange);
  expect(engine.clock.exchange?.added).toBe(6);
  expect(engine.clock.exchange?.removed).toBeGreaterThan(0);
  const [measured, expected] = [await engine.frame(), await reference.frame()];
  expect(measured.particles.type).toEqual(expected.particles.type);
  measured.particles.position.forEach((x, k) =>
    expect(Math.abs(x - expected.particles.position[k])).toBeLessThan(1e-5),
  );
  // Six more of oil: a layer of three by two.
  expect(measured.particles.type.filter((type) => type === 1)).toHaveLength(6);
  const { rows } = await verifyFluid(device(), built.model, built.particles, { steps: 2 });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
});
