import { type FluidModel, isSolid, particleVolume } from "../../../solvers/sph/model.ts";
import type { DeviceFields } from "./deviceFields.ts";

/** (N), volumes at rest: of walls what the device keeps beside their velocities [length^D]. */
export function volumesAtRest(model: FluidModel, { type, kept }: DeviceFields): Float64Array {
  return kept.map((volume, i) => (isSolid(model, type[i]) ? volume : particleVolume(model)));
}
