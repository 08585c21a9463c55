import type { DrawableField } from "../gpu/drawable.ts";

/** Types in full: three reads the parameters of functions in WGSL, and knows no short names. */
const types = { vec2f: "vec2<f32>", vec4f: "vec4<f32>", vec4u: "vec4<u32>", vec4i: "vec4<i32>" } as const;

/**
 * WGSL of a function that gives a field's amount for a particle: of its record, its place, and its place at the start,
 * which only fields with `start` read [length].
 */
export function fieldFunction(
  name: string,
  { record, wgsl }: Pick<DrawableField, "record" | "wgsl">,
): string {
  return `fn ${name}(record: ${types[record]}, place: vec3<f32>, start: vec3<f32>) -> f32 { return ${wgsl}; }`;
}

/** WGSL expression of a particle's place at the start, out of `starts` by the tag's id. */
export function startCode({ start }: Pick<DrawableField, "start">, tag: string): string {
  return start ? `starts[u32(${tag}.w) - ${start.firstId}u].xyz` : "vec3f(0.0)";
}
