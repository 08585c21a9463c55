import { describe, expect, test } from "vitest";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { actingFields } from "../../../src/run/verification/fluid/actingFields.ts";
import { takeStagedStep } from "../../../src/run/verification/fluid/stagedStep.ts";
import type { FluidModel, FluidParticles } from "../../../src/solvers/sph/model.ts";
import { findPairs } from "../../../src/solvers/sph/reference/neighbours.ts";
import { surfaceTensionAccelerations } from "../../../src/solvers/sph/reference/surfaceTension.ts";
import { allowedError, type ScaledValues } from "../../../src/solvers/sph/reference/termSum.ts";
import { capillaryLimit } from "../../../src/solvers/sph/surfaceTensions/index.ts";
import type { WeaklyCompressible } from "../../../src/solvers/sph/weaklyCompressible.ts";
import { useDevice } from "../../support/device.ts";
import { fluidBox, makeFluid, rowOf, schemeOf } from "./reference/fluidModels.ts";
import { ball, cohesionOf, cube, drop, everyTension, from, tensionOf } from "./surfaceTensionCases.ts";

const context = useDevice();

async function withEngine<T>(
  { model, particles }: { readonly model: FluidModel; readonly particles: FluidParticles },
  action: (engine: GpuFluidEngine) => Promise<T>,
): Promise<T> {
  const engine = await GpuFluidEngine.create(context(), model, particles);
  return action(engine).finally(() => engine.destroy());
}

const steps = (maximumSteps: number) => ({ untilTime: 1e9, maximumSteps });

/** Largest error in units of what float32 sums may be off; NaN fails every comparison. */
function worstError(actual: Float64Array, expected: ScaledValues): number {
  return actual.reduce((worst, value, k) => {
    const error = Math.abs(value - expected.value[k]);
    return Math.max(worst, error === 0 ? 0 : error / (expected.scale[k] * allowedError));
  }, 0);
}

const cases = everyTension.flatMap((surfaceTension) =>
  ([2, 3] as const).map((dimensions) => ({ surfaceTension, dimensions, kind: surfaceTension.kind })),
);

describe("the passes of a surface tension", () => {
  test.each(cases)("agree with float64: $kind in $dimensions dimensions", async (one) => {
    const { dimensions, surfaceTension } = one;
    const box = fluidBox([1, 1, 1].slice(0, dimensions));
    const fluids = [makeFluid(box, 0.1), makeFluid(box, 0.1, { name: "oil", referenceDensity: 800 })];
    const isFlat = dimensions === 2;
    const shape = drop(
      dimensions,
      isFlat ? 2 : 1.4,
      ball(isFlat ? 0.8 : 0.55),
      { fluids, surfaceTension },
      0.2,
    );
    const { particles, model, center } = shape;
    // Two fluids, side by side.
    particles.type.forEach((_, i) => {
      const material = particles.position[3 * i] < center[0] ? 0 : 1;
      particles.type[i] = material;
      particles.density[i] = fluids[material].referenceDensity;
    });
    const { after } = await withEngine(shape, async (engine) => {
      await engine.advance(steps(3));
      return takeStagedStep(context(), model, engine, true);
    });
    const before = after.computeForce;
    const pairs = findPairs(model, before.particles.position);
    const tension = surfaceTensionAccelerations(model, actingFields(model, before), pairs)!;
    const expected = {
      value: tension.value.map((a, k) => a + before.acceleration[k]),
      scale: tension.scale.map((size, k) => size + Math.abs(before.acceleration[k])),
    };
    const decided = tension.scale.filter((size) => size < Infinity).length;
    expect(decided).toBeGreaterThan(0.9 * tension.scale.length);
    expect(Math.max(...tension.value.map(Math.abs))).toBeGreaterThan(0.1);
    expect(worstError(after.addSurfaceTension.acceleration, expected)).toBeLessThan(1);
    const wrong = tension.value.map((a, k) => 1.01 * a + before.acceleration[k]);
    expect(worstError(wrong, expected)).toBeGreaterThan(1);
  });

  test("are none where a model has no surface tension", async () => {
    const shape = drop(2, 1, ball(0.3), { surfaceTension: undefined });
    const labels = await withEngine(shape, async ({ solver }) =>
      (solver as WeaklyCompressible).stages.map(({ label }) => label),
    );
    expect(labels).toContain("computeForce");
    expect(labels.some((label) => label.includes("Surface"))).toBe(false);
  });

  test("limit the time step by capillary waves, and count that", async () => {
    const shape = drop(2, 1, ball(0.3), { surfaceTension: tensionOf(1e6) });
    const clock = await withEngine(shape, async (engine) => {
      // One step, in which nothing goes far.
      await engine.advance(steps(1));
      return engine.clock;
    });
    expect(clock.limits["surface tension"]).toBe(1);
    expect(clock.timeStep / (0.25 * capillaryLimit(shape.model))).toBeCloseTo(1, 6);
  });
});

/** Σ r⁴ cos 4θ/Σ r⁴: of a square about −0.25, 0 of a disc. */
function squareness(
  { position }: FluidParticles | { position: Float64Array },
  center: readonly number[],
): number {
  let [sum, all] = [0, 0];
  for (let i = 0; 3 * i < position.length; i++) {
    const [x, y] = from(center as [number, number, number], rowOf(position as Float64Array, i));
    sum += x ** 4 - 6 * x * x * y * y + y ** 4;
    all += (x * x + y * y) ** 2;
  }
  return sum / all;
}

describe("a square drop", () => {
  const schemes = [
    schemeOf("weakly-compressible"),
    schemeOf("entropically-damped", { damping: 1.5 }),
    schemeOf("divergence-free"),
    schemeOf("position-based"),
  ];
  const runs = schemes.flatMap((scheme) =>
    [tensionOf(600), cohesionOf(2)].map((surfaceTension) => ({
      scheme,
      surfaceTension,
      name: `${surfaceTension.kind}, ${scheme.kind}`,
    })),
  );
  test.each(runs)("becomes rounder and keeps its momentum: $name", async ({ scheme, surfaceTension }) => {
    const square = drop(2, 2.4, cube(1.2), {
      scheme,
      surfaceTension,
      viscosities: [{ kind: "artificial", coefficient: 0.1 } as { kind: string }],
      fluids: [makeFluid(fluidBox([1, 1]), 0.1, { soundSpeed: 15 })],
    });
    const { particles } = await withEngine(square, async (engine) => {
      await engine.advance({ untilTime: 0.1, maximumSteps: 200 });
      return engine.frame();
    });
    const before = squareness(square.particles, square.center);
    expect(Math.abs(squareness(particles, square.center))).toBeLessThan(0.8 * Math.abs(before));
    const momentum = [0, 0];
    let parts = 0;
    particles.velocity.forEach((v, k) => {
      if (k % 3 < 2) momentum[k % 3] += v;
      parts += Math.abs(v);
    });
    for (const sum of momentum) expect(Math.abs(sum)).toBeLessThan(1e-3 * parts);
  });
});
