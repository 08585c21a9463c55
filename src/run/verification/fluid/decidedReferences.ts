import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { FluidFields } from "../../../solvers/sph/reference/fluidState.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { pressureReferences } from "../../../solvers/sph/reference/pressureReference.ts";
import type { ScaledValues } from "../../../solvers/sph/reference/termSum.ts";
import { roundingTolerance, roundingUnit } from "../verificationRow.ts";

/** Squared distances closer to the squared support than this share may fall on either side of it in float32. */
const margin = 16 * roundingUnit;

/**
 * Mean pressures around fluid particles. A neighbour so close to the support that rounding decides whether it counts puts
 * what it may change into the scale: on a lattice there are many of them.
 */
export function decidedReferences(model: FluidModel, fields: FluidFields, pairs: PairTable): ScaledValues {
  const { value, scale } = pressureReferences(model, fields, pairs);
  const { first, second, distanceSquared, count } = pairs;
  const reach = model.supportRadius ** 2;
  const certain = new Uint32Array(value.length).fill(1);
  const doubt = new Float64Array(value.length);
  for (let k = 0; k < count; k++) {
    const beyond = distanceSquared[k] / reach - 1;
    for (const [i, j] of [
      [first[k], second[k]],
      [second[k], first[k]],
    ]) {
      if (beyond < -margin) certain[i]++;
      else if (beyond < margin) doubt[i] += Math.abs(fields.pressure[j]) + Math.abs(value[i]);
    }
  }
  const unit = roundingTolerance * roundingUnit;
  return { value, scale: scale.map((size, i) => size + doubt[i] / (certain[i] * unit)) };
}
