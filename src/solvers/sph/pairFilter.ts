import type { FluidModel } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";

/**
 * WGSL of `fn interacts(own: u32, other: u32) -> bool`, of two materials. Particles of walls are no neighbours of one another, and those that wait to come in of none.
 */
export function pairFilter(model: FluidModel): string {
  const first = `${model.fluids.length}u`;
  const reserve = reserveMaterial(model);
  const waits = reserve === undefined ? "" : ` && max(own, other) != ${reserve}u`;
  return `fn interacts(own: u32, other: u32) -> bool { return min(own, other) < ${first}${waits}; }`;
}
