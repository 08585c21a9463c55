import type { EquationMaterial } from "./equationsOfState/equationOfState.ts";
import type { FluidModel } from "./model.ts";

/** The fluid whose equation of state a material follows: walls that of the first. */
export function equationMaterial({ fluids }: FluidModel, material: number): EquationMaterial {
  return fluids[material] ?? fluids[0];
}
