import { type FluidModel, isSolid } from "../model.ts";
import { checkDensities } from "./checkState.ts";
import { summedDensities } from "./density.ts";
import type { FluidFields, FluidState } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { equationPressures } from "./pressure.ts";
import { advancedQuantity, predictedPressures } from "./stateRates.ts";

/**
 * Densities and pressures of fluids that sums over neighbours take: densities of the start of the step where the scheme advances them, else
 * of its end; pressures of its end, predicted where the scheme advances them or what they follow from. Walls have those of the last step.
 *
 * @param duration of the step [time]
 * @throws NumericalError where a density that gives a pressure is not positive
 */
export function actingState(
  model: FluidModel,
  state: FluidState,
  pairs: PairTable,
  duration: number,
): Pick<FluidFields, "density" | "pressure"> {
  const { type } = state.particles;
  const quantity = advancedQuantity(model);
  const density = quantity === "density" ? state.density.slice() : presentDensities(model, state, pairs);
  if (!quantity) {
    checkDensities({ ...state, density });
    return { density, pressure: equationPressures(model, type, density).value };
  }
  const { predicted, pressure } = predictedPressures(model, { ...state, type }, duration);
  if (quantity === "density") checkDensities({ ...state, density: predicted.value });
  return { density, pressure: pressure.value };
}

function presentDensities(
  model: FluidModel,
  { density, particles }: FluidState,
  pairs: PairTable,
): Float64Array {
  const summed = summedDensities(model, particles.type, pairs).value;
  return density.map((rho, i) => (isSolid(model, particles.type[i]) ? rho : summed[i]));
}
