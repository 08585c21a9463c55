import { type FluidModel, isSolid } from "../model.ts";
import { type FluidFields, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { TermSum } from "./termSum.ts";

/** Calls with every pair of particles of the same fluid. */
export function forEachFluidPair(
  model: FluidModel,
  type: Uint32Array,
  pairs: PairTable,
  visit: (i: number, j: number, k: number) => void,
): void {
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (type[i] === type[j] && !isSolid(model, type[i])) visit(i, j, k);
  }
}

/** ∇c_i = Σ_j V_j ∇_i W over the particle's own fluid; it points into the fluid. (N, 3), zero for walls [1/length] */
export function colourGradients(model: FluidModel, fields: FluidFields, pairs: PairTable): TermSum {
  const volumes = particleVolumes(model, fields);
  const gradients = new TermSum(3 * fields.type.length);
  forEachFluidPair(model, fields.type, pairs, (i, j, k) => {
    for (let axis = 0; axis < 3; axis++) {
      const d = pairs.separation[3 * k + axis];
      const [gradient, magnitude] = [d * pairs.slope[k], d * pairs.slopeMagnitude[k]];
      gradients.add(3 * i + axis, volumes[j] * gradient, volumes[j] * magnitude);
      gradients.add(3 * j + axis, -volumes[i] * gradient, volumes[i] * magnitude);
    }
  });
  return gradients;
}
