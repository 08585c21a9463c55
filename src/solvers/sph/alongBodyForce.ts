import type { FluidModel } from "./model.ts";

const axes = ["x", "y", "z"];

/** WGSL of `fn alongBodyForce(d: vec3f, bodyForce: vec3f) -> f32`, their product: axes along which no body force ever acts are left out, as passes ask it of each pair. */
export function alongBodyForce({ acceleration, box }: FluidModel): string {
  const { constant, oscillation } = acceleration;
  const acts = (_: string, axis: number) =>
    axis < box.dimensions && ((constant[axis] ?? 0) !== 0 || (oscillation?.amplitude[axis] ?? 0) !== 0);
  const terms = axes.filter(acts).map((axis) => `d.${axis} * bodyForce.${axis}`);
  return `fn alongBodyForce(d: vec3f, bodyForce: vec3f) -> f32 { return ${terms.join(" + ") || "0.0"}; }`;
}
