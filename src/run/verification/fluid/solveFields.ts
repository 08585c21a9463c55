import { fillingVolume } from "../../../solvers/sph/latticeSum.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import type { DeviceFields } from "./deviceFields.ts";

/** (N), volumes with which densities are sums: of walls what the device keeps beside their velocities [length^D]. */
export function volumesAtRest(model: FluidModel, { type, kept }: DeviceFields): Float64Array {
  const ofFluids = fillingVolume(model);
  return kept.map((volume, i) => (isSolid(model, type[i]) ? volume : ofFluids));
}
