import { afterEach } from "vitest";
import type { Box } from "../../src/core/box.ts";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import { GpuFluidEngine } from "../../src/run/gpuFluidEngine.ts";
import type { FluidModel, FluidParticles } from "../../src/solvers/sph/model.ts";

/** A box from 0 to its lengths with the same sides all around; two lengths make two dimensions. */
export function boxOf(lengths: readonly number[], boundary: Box["boundaries"][number]): Box {
  const [x, y, z] = lengths;
  const inPlane = z === undefined;
  return {
    dimensions: inPlane ? 2 : 3,
    lower: [0, 0, 0],
    lengths: [x, y, z ?? 1],
    boundaries: [boundary, boundary, inPlane ? "periodic" : boundary],
  };
}

/** Points of a square or cubic lattice, counts along each axis, from half a spacing past the corner. */
export function lattice(corner: readonly number[], counts: readonly number[], spacing: number): number[] {
  const [nx, ny, nz = 1] = counts;
  const points: number[] = [];
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const z = counts.length > 2 ? (corner[2] ?? 0) + (k + 0.5) * spacing : 0;
        points.push(corner[0] + (i + 0.5) * spacing, corner[1] + (j + 0.5) * spacing, z);
      }
  return points;
}

/** Points with those of each material together, as ids of solids have to be. */
export function byMaterial(
  points: readonly number[],
  material: (point: readonly number[]) => number,
): number[] {
  const rows = Array.from({ length: points.length / 3 }, (_, k) => points.slice(3 * k, 3 * k + 3));
  return rows.sort((a, b) => material(a) - material(b)).flat();
}

/** Creates fluids on the file's device; they are destroyed after the test. */
export function useFluids(device: () => GpuContext) {
  const engines: GpuFluidEngine[] = [];
  afterEach(() => {
    for (const engine of engines.splice(0)) engine.destroy();
  });
  return async (model: FluidModel, particles: FluidParticles): Promise<GpuFluidEngine> => {
    const engine = await GpuFluidEngine.create(device(), model, particles);
    engines.push(engine);
    return engine;
  };
}

/** Rows (x, y, z) of one material, box edges that were crossed included. */
export function unwrappedRows({ particles, box }: FluidFrame, material: number): number[][] {
  const { position, image, type } = particles;
  return [...type.keys()]
    .filter((i) => type[i] === material)
    .map((i) => [0, 1, 2].map((a) => position[3 * i + a] + image[3 * i + a] * box.lengths[a]));
}

/** Rows (x, y, z) of the velocities of one material. */
export function velocityRows({ particles: { velocity, type } }: FluidFrame, material: number): number[][] {
  return [...type.keys()]
    .filter((i) => type[i] === material)
    .map((i) => [0, 1, 2].map((axis) => velocity[3 * i + axis]));
}
