import type {
  EquationMaterial,
  EquationOfState,
  EquationParameters,
} from "../equationsOfState/equationOfState.ts";
import { linear } from "../equationsOfState/linear.ts";
import { type FluidModel, isSolid } from "../model.ts";
import type { ScaledValues } from "./termSum.ts";

/** The equation of state that a scheme goes by: entropic damping always by the linear one. */
export function equationOf(model: FluidModel): {
  readonly equation: EquationOfState;
  readonly parameters: EquationParameters;
} {
  if (model.scheme.kind === "entropically-damped") {
    return { equation: linear, parameters: { backgroundPressure: 0 } };
  }
  return { equation: model.equationOfState, parameters: model.equationParameters };
}

/**
 * Pressures of fluids from their densities, 0 for walls. A pressure is a small difference of densities times c²: its
 * scale is that of the density times dp/dρ.
 *
 * @param density (N) [density]
 * @param densityScale (N), where densities are sums: their scale [density]
 * @returns (N) [pressure]
 */
export function equationPressures(
  model: FluidModel,
  type: Uint32Array,
  density: Float64Array,
  densityScale?: Float64Array,
): ScaledValues {
  const { equation, parameters } = equationOf(model);
  const value = new Float64Array(type.length);
  const scale = new Float64Array(type.length);
  for (let i = 0; i < type.length; i++) {
    if (isSolid(model, type[i])) continue;
    const material = model.fluids[type[i]];
    value[i] = equation.pressure(density[i], material, parameters);
    const parts = Math.max(densityScale?.[i] ?? 0, density[i], material.referenceDensity);
    const stiffness = pressurePerDensity(model, density[i], material);
    scale[i] = Math.abs(value[i]) + Math.abs(parameters.backgroundPressure) + parts * stiffness;
  }
  return { value, scale };
}

/** dp/dρ [velocity²], by a central difference. */
export function pressurePerDensity(model: FluidModel, density: number, material: EquationMaterial): number {
  const { equation, parameters } = equationOf(model);
  const change = 1e-4 * density;
  const [more, less] = [density + change, density - change].map((rho) =>
    equation.pressure(rho, material, parameters),
  );
  return (more - less) / (2 * change);
}
