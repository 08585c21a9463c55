import { expect } from "vitest";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { clusterRows, particleRows, type RowLayout } from "../../../src/gpu/rowLayout.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import type { FluidModel, FluidParticles } from "../../../src/solvers/sph/model.ts";

/** Later than any run. */
const never = 1e30;
/** Steps after which states are compared: what they start with is the same, and after eight there have been sorts. */
const comparedAt = [1, 8] as const;

export interface Filled {
  readonly model: FluidModel;
  readonly particles: FluidParticles;
}

/** States at `comparedAt`, come to along rows of a layout. */
async function states(context: GpuContext, rowLayout: RowLayout, { model, particles }: Filled) {
  const engine = await GpuFluidEngine.create({ ...context, rowLayout }, model, particles);
  const frames: FluidFrame[] = [];
  for (const step of comparedAt) {
    await engine.advance({ untilTime: never, maximumSteps: step - engine.clock.step });
    frames.push(await engine.frame());
  }
  engine.destroy();
  return frames;
}

const largest = (values: Float64Array) => values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

/** Largest difference of a quantity, over its largest value where no scale is given; NaN where one is not a number. */
function apart(a: Float64Array, b: Float64Array, scale?: number): number {
  return largest(a.map((value, k) => value - b[k])) / (scale ?? largest(a));
}

/** By how much the states of a fluid differ between rows of particles and of clusters. */
export async function layoutDifferences(context: GpuContext, fluid: Filled, clusters = clusterRows) {
  const own = await states(context, particleRows, fluid);
  const shared = await states(context, clusters, fluid);
  return comparedAt.flatMap((step, k) => {
    const [a, b] = [own[k], shared[k]];
    expect([a.step, b.step]).toEqual([step, step]);
    expect(a.particles.type).toEqual(b.particles.type);
    // The last digit of a density is a pressure where sound has a speed: fluid that is nearly at rest has none that is much larger.
    const { scheme, fluids, spacing } = fluid.model;
    const squaredSpeed = scheme.kind === "weakly-compressible" ? fluids[0].soundSpeed ** 2 : 0;
    const pressure = 0.01 * fluids[0].referenceDensity * squaredSpeed + largest(a.pressure);
    const acceleration = (0.01 * squaredSpeed) / spacing + largest(a.acceleration);
    return [
      {
        what: `positions after ${step}`,
        by: apart(a.particles.position, b.particles.position, fluid.model.spacing),
      },
      { what: `velocities after ${step}`, by: apart(a.particles.velocity, b.particles.velocity) },
      { what: `densities after ${step}`, by: apart(a.density, b.density) },
      { what: `pressures after ${step}`, by: apart(a.pressure, b.pressure, pressure) },
      {
        what: `accelerations after ${step}`,
        by: apart(a.acceleration, b.acceleration, acceleration),
      },
    ];
  });
}

export async function expectSameFluid(context: GpuContext, fluid: Filled, tolerance: number): Promise<void> {
  const found = await layoutDifferences(context, fluid);
  // NaN is not within it either.
  expect(found.filter(({ by }) => !(by < tolerance))).toEqual([]);
}

/** Rows of clusters whose lanes miss one neighbour of eight and take another twice. */
export function forgetfulRows(): RowLayout {
  const visit = clusterRows.visit.replace("placedBesideDiagonal(across)", "placedBesideY(across)");
  expect(visit).not.toBe(clusterRows.visit);
  return { ...clusterRows, visit };
}
