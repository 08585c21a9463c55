import type { SymmetricTensor, Vector3 } from "../../core/vector.ts";
import type { Totals } from "../../observables/samples.ts";
import { thermostatEnergy } from "./control.ts";
import type { MolecularModel } from "./model.ts";

/** Numbers that one workgroup of sumTotals leaves behind: sums, and last the largest |force component|. */
export const totalsPerGroup = 20;

/**
 * Finishes in float64 what the device summed per workgroup.
 *
 * @param partialTotals (groups, 20) row-major, the order of passes/sumTotals.wgsl
 * @param control the integrator's block at the same step
 */
export function finishTotals(
  model: MolecularModel,
  count: number,
  step: number,
  partialTotals: Float32Array,
  control: Float32Array,
): Totals {
  const sums = new Float64Array(totalsPerGroup);
  const last = totalsPerGroup - 1;
  partialTotals.forEach((value, index) => {
    const quantity = index % totalsPerGroup;
    sums[quantity] = quantity === last ? Math.max(sums[last], value) : sums[quantity] + value;
  });
  // Order of the shader: K xx, yy, zz, xy, xz, yz, heat, –; U, W xx, yy, zz; W xy, xz, yz, –; p x, y, z, F.
  return {
    step,
    kineticEnergy: (sums[0] + sums[1] + sums[2]) / 2,
    potentialEnergy: sums[8],
    kineticTensor: [...sums.subarray(0, 6)] as unknown as SymmetricTensor,
    virialTensor: [...sums.subarray(9, 15)] as unknown as SymmetricTensor,
    momentum: [...sums.subarray(16, 19)] as unknown as Vector3,
    thermostatEnergy: thermostatEnergy(model, count, step, control, sums[6]),
    maximumForce: sums[last],
  };
}
