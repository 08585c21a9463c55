import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { FluidFields } from "../../../solvers/sph/reference/fluidState.ts";
import { advancedQuantity } from "../../../solvers/sph/reference/stateRates.ts";
import type { DeviceFields } from "./deviceFields.ts";

/** What sums over neighbours take: densities of the start of the step where the scheme advances them, and predicted pressures. */
export function actingFields(model: FluidModel, fields: DeviceFields): FluidFields {
  const { type, velocity, kept, density, actingPressure } = fields;
  return {
    type,
    velocity,
    density: advancedQuantity(model) === "density" ? kept : density,
    pressure: actingPressure,
  };
}
