import type { Vector3 } from "../../../core/vector.ts";
import { densityDiffusionOf } from "../densityDiffusions/index.ts";
import type { FluidModel } from "../model.ts";
import { continuityRates, dampedPressureRates } from "./density.ts";
import { densityGradients } from "./densityGradient.ts";
import type { FluidFields, FluidState } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { equationPressures } from "./pressure.ts";
import { advanced, type ScaledValues, TermSum } from "./termSum.ts";

/** What a weakly compressible scheme advances from step to step: densities where they are not summed, pressures with entropic damping. */
export function advancedQuantity({ scheme }: FluidModel): "density" | "pressure" | undefined {
  if (scheme.kind === "entropically-damped") return "pressure";
  return scheme.kind === "weakly-compressible" && scheme.density === "continuity" ? "density" : undefined;
}

/**
 * Rates of what the scheme advances; zero where it advances nothing.
 *
 * @param fields with the density that the scheme has before the step, in EDAC the pressure
 * @param bodyForce at the new time [acceleration]
 * @param gradients (N, 3), to be taken in place of densityGradients
 * @returns (N) [density/time] or [pressure/time]
 */
export function stateRates(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  bodyForce: Vector3,
  gradients?: Float64Array,
): ScaledValues {
  const { scheme } = model;
  if (scheme.kind === "entropically-damped") return dampedPressureRates(model, fields, pairs);
  if (scheme.kind !== "weakly-compressible" || scheme.density === "summation") {
    return new TermSum(fields.type.length);
  }
  const { diffusion } = densityDiffusionOf(scheme.densityDiffusion);
  const needed = diffusion.needsGradient
    ? (gradients ?? densityGradients(model, fields, pairs).value)
    : undefined;
  return continuityRates(model, fields, pairs, bodyForce, needed);
}

/**
 * Rates in the middle of the next step, linear in time: 2 R_n − R_(n−1). The pressures that they lead to are of third order in the step, and
 * damp sound waves by (ω Δt)⁴/2 a step; the first-order guess R_n would let them grow.
 */
export function extrapolatedRates({
  rate,
  earlierRate,
}: Pick<FluidState, "rate" | "earlierRate">): ScaledValues {
  return {
    value: rate.map((last, i) => 2 * last - earlierRate[i]),
    scale: rate.map((last, i) => 2 * Math.abs(last) + Math.abs(earlierRate[i])),
  };
}

/**
 * Pressures that fluids act with at the end of a step that begins: of the quantity advanced by the extrapolated rates. Densities that
 * are summed have theirs from the sum instead.
 *
 * @returns predicted (N), the quantity itself; pressure (N) [pressure], of walls that last extrapolated
 */
export function predictedPressures(
  model: FluidModel,
  state: Pick<FluidState, "density" | "pressure" | "rate" | "earlierRate"> & { readonly type: Uint32Array },
  duration: number,
): { readonly predicted: ScaledValues; readonly pressure: ScaledValues } {
  const start = advancedQuantity(model) === "density" ? state.density : state.pressure;
  const predicted = advanced(start, extrapolatedRates(state), duration);
  if (advancedQuantity(model) !== "density") return { predicted, pressure: predicted };
  return { predicted, pressure: equationPressures(model, state.type, predicted.value, predicted.scale) };
}
