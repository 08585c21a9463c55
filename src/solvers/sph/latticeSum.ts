import { kernelAt, type ScaledKernel } from "./kernels/kernelAt.ts";
import type { FluidModel } from "./model.ts";

/** What sums over a lattice need of a model. */
export type LatticeModel = Pick<
  FluidModel,
  "box" | "kernel" | "smoothingLength" | "spacing" | "supportRadius"
>;

/** Sum over a particle of a square or cubic lattice and its neighbours of a term of the kernel, the distance r and the height along one axis. */
export function latticeSum(
  { box, kernel, smoothingLength, spacing, supportRadius }: LatticeModel,
  term: (scaled: ScaledKernel, r: number, height: number) => number,
): number {
  const scaled = kernelAt(kernel, box.dimensions, smoothingLength);
  const reach = Math.ceil(supportRadius / spacing);
  const depth = box.dimensions === 3 ? reach : 0;
  let sum = 0;
  for (let i = -reach; i <= reach; i++)
    for (let j = -reach; j <= reach; j++)
      for (let k = -depth; k <= depth; k++) sum += term(scaled, spacing * Math.hypot(i, j, k), i * spacing);
  return sum;
}

/**
 * Volume with which particles of a square or cubic lattice fill their surroundings, V Σ W = 1 over a particle and its neighbours [length^D].
 *
 * With spacing^D instead a lattice would be too dense or too thin, with usual kernels by up to a few thousandths, as a sum over points is no integral: schemes whose
 * density is that sum, and may not exceed ρ0, would push it apart, the faster the shorter their steps.
 */
export function fillingVolume(model: LatticeModel): number {
  return 1 / latticeSum(model, (scaled, r) => scaled.value(r));
}
