import { type FluidModel, isSolid } from "../model.ts";
import type { FluidFields } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { type ScaledValues, TermSum } from "./termSum.ts";

/** Whether a model takes pressures relative to their mean around a particle: EDAC with a transport velocity. */
export function refersPressure({ scheme }: FluidModel): boolean {
  return scheme.kind === "entropically-damped" && scheme.advection.kind === "transport-velocity";
}

/**
 * Mean pressure over a fluid particle and all particles within the support (Basa, Quinlan & Lastiwka, Int. J. Numer. Meth.
 * Fluids 60, 1127 (2009)); 0 for walls.
 *
 * @param fields pressures at the start of the step
 * @returns (N) [pressure]
 */
export function pressureReferences(
  model: FluidModel,
  { type, pressure }: FluidFields,
  pairs: PairTable,
): ScaledValues {
  const sums = new TermSum(type.length);
  const counts = new Uint32Array(type.length).fill(1);
  pressure.forEach((p, i) => sums.add(i, p, p));
  const reach = model.supportRadius ** 2;
  for (let k = 0; k < pairs.count; k++) {
    if (pairs.distanceSquared[k] >= reach) continue;
    const i = pairs.first[k];
    const j = pairs.second[k];
    sums.add(i, pressure[j], pressure[j]);
    sums.add(j, pressure[i], pressure[i]);
    counts[i]++;
    counts[j]++;
  }
  const mean = (values: Float64Array) =>
    values.map((sum, i) => (isSolid(model, type[i]) ? 0 : sum / counts[i]));
  return { value: mean(sums.value), scale: mean(sums.scale) };
}
