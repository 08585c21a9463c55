import { oneLayer, type SortLayers } from "../../gpu/sortLayers.ts";
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

/** WGSL of `fn seenDistanceSquared(own: u32, other: u32, r2: f32) -> f32`, behind that of the filter: beyond the support for those that do not interact. */
export function seenDistance({ solids }: FluidModel): string {
  const seen =
    solids.length > 0 ? "select(4.0 * fluid.supportRadiusSquared, r2, interacts(own, other))" : "r2";
  return `fn seenDistanceSquared(own: u32, other: u32, r2: f32) -> f32 { return ${seen}; }`;
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
