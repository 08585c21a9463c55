import { describe, expect, test } from "vitest";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { GpuFluidEngine } from "../../src/run/gpuFluidEngine.ts";
import { ReferenceFluidEngine } from "../../src/run/referenceFluidEngine.ts";
import type { BuiltFluid } from "../../src/run/scenario/fluid/buildFluid.ts";
import { useDevice } from "../support/device.ts";
import { channelDocument, shakenFluid } from "../support/openChannel.ts";
import { builtFluid, tankDocument } from "./fluidScenarios.ts";

const device = useDevice();

/** Solves end after a fixed number of iterations: where they end by their error, rounding may decide. */
const schemes = [
  { kind: "position-based" },
  {
    kind: "divergence-free",
    maximumIterations: 8,
    maximumDensityError: 1e-12,
    maximumDivergenceError: 1e-12,
  },
];

/** A pool that starts in disorder. */
const tank = {
  ...tankDocument,
  setup: {
    ...tankDocument.setup,
    fluids: [
      { material: "water", shape: { kind: "box", lower: [0, 0], upper: [1, 0.5] }, displacement: 0.1 },
    ],
  },
};
const shakenTank = {
  ...tank,
  setup: {
    ...tank.setup,
    solids: tank.setup.solids.map((solid) => ({
      ...solid,
      motion: { kind: "sinusoidal", amplitude: [0.05, 0], frequency: 2 },
    })),
  },
};

/** Flow over a belt that is faster than it. */
const belt = {
  ...tankDocument,
  setup: {
    dimensions: 2,
    spacing: 0.1,
    box: { lengths: [0.8, 1.2], boundaries: ["periodic", "open"] },
    fluids: [
      { material: "water", shape: { kind: "box", lower: [0, 0.3], upper: [0.8, 0.8] }, velocity: [0.5, 0] },
    ],
    solids: [
      {
        name: "belt",
        shape: { kind: "box", lower: [0, 0], upper: [0.8, 0.3] },
        motion: { kind: "sliding", velocity: [1, 0] },
      },
    ],
  },
};

/** A square of water that cohesion pulls together. */
const drop = {
  ...tankDocument,
  setup: {
    dimensions: 2,
    spacing: 0.1,
    box: { lengths: [2, 2] },
    fluids: [
      { material: "water", shape: { kind: "box", lower: [0.6, 0.6], upper: [1.4, 1.4] }, displacement: 0.1 },
    ],
  },
};

const ramp = { from: 0.8, to: 1.2, rampTime: 0.05 };
const channel = {
  ...channelDocument,
  setup: {
    ...channelDocument.setup,
    ...shakenFluid,
    inlets: [{ ...channelDocument.setup.inlets[0], velocity: ramp }],
  },
};

/** Frames of both engines after so many steps. */
async function framesOf({ model, particles }: BuiltFluid, maximumSteps: number) {
  const engine = await GpuFluidEngine.create(device(), model, particles);
  const reference = new ReferenceFluidEngine(model, particles);
  try {
    for (const either of [engine, reference]) await either.advance({ untilTime: 1e9, maximumSteps });
    return {
      measured: await engine.frame(),
      expected: await reference.frame(),
      clocks: [engine.clock, reference.clock],
      diagnostics: [engine.diagnostics, reference.diagnostics],
    };
  } finally {
    engine.destroy();
  }
}

const largest = (values: ArrayLike<number>, others: ArrayLike<number>) =>
  Array.from(values, (value, k) => Math.abs(value - others[k])).reduce((most, d) => Math.max(most, d), 0);

function expectSame(measured: FluidFrame, expected: FluidFrame, spacing: number, density: number) {
  expect(measured.particles.id).toEqual(expected.particles.id);
  expect(measured.particles.type).toEqual(expected.particles.type);
  const size = Math.max(...expected.pressure.map(Math.abs));
  expect(size).toBeGreaterThan(0);
  expect(largest(measured.particles.position, expected.particles.position)).toBeLessThan(1e-4 * spacing);
  expect(largest(measured.particles.velocity, expected.particles.velocity)).toBeLessThan(1e-3);
  expect(largest(measured.density, expected.density)).toBeLessThan(1e-4 * density);
  expect(largest(measured.pressure, expected.pressure)).toBeLessThan(5e-3 * size);
}

describe.each(schemes)("on the CPU and on the device the same steps are taken, $kind,", (scheme) => {
  const solver = { scheme };
  const viscous = {
    scheme,
    materials: { water: { density: 1000, kinematicViscosity: 0.05 } },
    viscosities: [{ kind: "laminar" }],
  };
  test.each([
    ["of water in a tank", tank],
    ["of water in a tank that is shaken", shakenTank],
    ["over a belt", belt],
  ])("%s", async (_, document) => {
    const built = await builtFluid(document as unknown as typeof tankDocument, { solver: viscous });
    const { measured, expected, clocks, diagnostics } = await framesOf(built.built, 20);
    expectSame(measured, expected, 0.1, 1000);
    expect(clocks[1].step).toBe(20);
    expect(clocks[0].time / clocks[1].time).toBeCloseTo(1, 5);
    expect(clocks[0].timeStep / clocks[1].timeStep).toBeCloseTo(1, 5);
    // A criterion is counted by the device when it sets a step, by the reference when that step is taken.
    const total = Object.values(clocks[1].limits).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(20);
    expect(diagnostics[1]?.map(({ name, iterations }) => [name, iterations])).toEqual(
      diagnostics[0]?.map(({ name, iterations }) => [name, iterations]),
    );
  });

  test("of a drop that its surface pulls together", async () => {
    const weightless = { ...viscous, acceleration: { constant: [0, 0] }, expectedSpeed: 1 };
    const surfaceTension = { kind: "akinci", coefficient: 2 };
    const changes = { solver: { ...weightless, surfaceTension } };
    const { built } = await builtFluid(drop as unknown as typeof tankDocument, changes);
    const { measured, expected } = await framesOf(built, 12);
    expectSame(measured, expected, 0.1, 1000);
    const { built: loose } = await builtFluid(drop as unknown as typeof tankDocument, {
      solver: weightless,
    });
    const without = (await framesOf(loose, 12)).expected;
    expect(largest(without.particles.velocity, expected.particles.velocity)).toBeGreaterThan(0.01);
  });

  test("while fluid comes in and leaves", async () => {
    const { built } = await builtFluid(channel, { solver });
    const { measured, expected, clocks } = await framesOf(built, 16);
    expect(clocks[0].exchange).toEqual(clocks[1].exchange);
    expect(clocks[1].exchange?.added).toBeGreaterThan(0);
    expect(clocks[1].exchange?.removed).toBeGreaterThan(0);
    expectSame(measured, expected, 0.1, 1);
  });
});
