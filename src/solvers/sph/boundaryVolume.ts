import { PointGrid } from "../../core/setup/pointGrid.ts";
import { kernelAt, type ScaledKernel } from "./kernels/kernelAt.ts";
import { fillingVolume, type LatticeModel, latticeSum } from "./latticeSum.ts";
import { type FluidModel, isSolid } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";

/**
 * γ: how much of its kernel a particle in the surface of a half-space sees filled, where a lattice fills it: V Σ W over the
 * lattice points of the half-space, its own included.
 */
export function surfaceShare(model: LatticeModel): number {
  const all = latticeSum(model, ({ value }, r) => value(r));
  const plane = latticeSum(model, ({ value }, r, height) => (height === 0 ? value(r) : 0));
  return (all + plane) / 2 / all;
}

/**
 * Volumes with which walls count in the density of fluids, in float64, from the sum S = Σ_k W_bk over the particles of the wall,
 * b included:
 *
 *   V_b = max(γ/S, min(V, 1/S)), V with which a lattice fills space
 *
 * Akinci et al. (ACM Trans. Graph. 31, 62 (2012), eq. 4) take 1/S. That is too much in the surface of a wall, which lacks
 * neighbours on the fluid's side: hence the γ of Band et al. (ACM Trans. Graph. 37, 14 (2018)), here the surface share. Where
 * the wall is all around, in its depth and in corners, no γ is needed. So a wall on a lattice, as thick as the kernel,
 * has V throughout, and fluid on the same lattice its reference density; thin walls have more, dense ones less.
 *
 * Solids at rest are one wall, and inlets belong to it; each that moves is another. The reserve is none.
 *
 * @param position (N, 3) [length]
 * @param type (N) materials
 * @returns (N), 0 for fluids [length^D]
 */
export function boundaryVolumes(
  model: FluidModel,
  { position, type }: { readonly position: Float64Array; readonly type: Uint32Array },
): Float64Array {
  const kernel = kernelAt(model.kernel, model.box.dimensions, model.smoothingLength);
  const grid = new PointGrid(model.box, position, model.supportRadius);
  const volumes = new Float64Array(type.length);
  const share = surfaceShare(model);
  const rest = fillingVolume(model);
  for (let i = 0; i < type.length; i++) if (isSolid(model, type[i])) grid.insert(i);
  for (let i = 0; i < type.length; i++) {
    if (!isSolid(model, type[i])) continue;
    const sum = wallSum(grid, kernel, i, (j) => bodyOf(model, type[j]) === bodyOf(model, type[i]));
    volumes[i] = Math.max(share / sum, Math.min(rest, 1 / sum));
  }
  return volumes;
}

function wallSum(
  grid: PointGrid,
  kernel: ScaledKernel,
  i: number,
  belongs: (other: number) => boolean,
): number {
  let sum = 0;
  grid.someAround(i, (j) => {
    if (belongs(j)) sum += kernel.value(Math.sqrt(grid.distanceSquared(i, j)));
    return false;
  });
  return sum;
}

/** Solids at rest belong together; those that move apart are each a body of its own. */
function bodyOf({ fluids, solids, openBoundaries }: FluidModel, material: number): number {
  const { motion, body } = solids[material - fluids.length];
  if (material === reserveMaterial({ fluids, solids, openBoundaries })) return material;
  return body || (motion && motion.kind !== "sliding") ? material : -1;
}
