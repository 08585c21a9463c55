import { oneLayer, type SortLayers } from "../../gpu/sortLayers.ts";
import type { FluidModel } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";

/**
 * WGSL of `isPair`, `isAlike` and `staysPair` (gpu/neighbourCode.ts), of two materials. Particles of walls are no neighbours of one another, and those that wait to come
 * in of none; who leaves the fluid begins to wait while lists still hold it.
 *
 * @param framesWalls whether walls, which may have few neighbours in a line, bear places that are rounded (gpu/visitClusterRow.wgsl)
 */
export function pairFilter(model: FluidModel, framesWalls: boolean): string {
  const { fluids, solids } = model;
  const first = `${fluids.length}u`;
  const reserve = reserveMaterial(model);
  const waits = reserve === undefined ? "" : ` && max(own, other) != ${reserve}u`;
  return `fn isPair(own: u32, other: u32) -> bool { return ${solids.length > 0 ? `min(own, other) < ${first}${waits}` : "true"}; }
fn isAlike(one: u32, other: u32) -> bool { return layerOf(one) == layerOf(other)${framesWalls ? "" : " && layerOf(one) == 0u"}; }
fn staysPair(own: u32, other: u32) -> bool { return ${reserve === undefined ? "true" : "isPair(own, other)"}; }`;
}

/**
 * Fluids are sorted before all that is no fluid, and that before those that wait to come in: particles that share a row or a subgroup are of the same sort then, and
 * who are no neighbours of one another need not look among themselves.
 */
export function fluidLayers(model: FluidModel): SortLayers {
  const { fluids, solids } = model;
  if (solids.length === 0) return oneLayer;
  const reserve = reserveMaterial(model);
  const waits = reserve === undefined ? "" : ` + u32(kind == ${reserve}u)`;
  return {
    count: reserve === undefined ? 2 : 3,
    code: /* wgsl */ `
fn layerOf(kind: u32) -> u32 { return u32(kind >= ${fluids.length}u)${waits}; }
fn layersSeenBy(layer: u32) -> u32 { return 2u - layer; }`,
  };
}
