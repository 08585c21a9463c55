import type { EquationMaterial } from "./equationsOfState/equationOfState.ts";
import type { FluidModel } from "./model.ts";

/** The fluid whose equation of state a material follows: inlets that of what comes in, walls that of the first. */
export function equationMaterial({ fluids, solids }: FluidModel, material: number): EquationMaterial {
  return fluids[material] ?? fluids[solids[material - fluids.length]?.inlet?.fluid ?? 0];
}
