import type { Binding } from "./pass.ts";

/** How far and where particles may go until the neighbour list is built again: what `builtPosition` holds of them. */
export interface MotionRule {
  /** WGSL of the status, where it needs more than `statusReader`. */
  readonly status?: string;
  /**
   * WGSL of `fn builtWord(index: u32) -> u32`, what it holds beside a place, and of `fn builtPlace(place: vec3u, word: u32) -> vec3u`, the place by which
   * a particle is sorted; for passes that bind `status` to look at, `geometry`, `position`, `builtPosition` and what is
   * named here. Where `status.rebuilding` is 2 a list of before is made again: places are those of `builtPosition`, and the word is what stands beside.
   */
  readonly code: readonly string[];
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
}

/** What they may do is found in the order of before, and goes along with the destinations. */
export const withMotion = {
  noteMotion: "fn noteMotion(index: u32, built: vec4u) { motion[index] = built; }",
  noteBuilt: "fn noteBuilt(index: u32, row: u32) { builtPosition[row] = motion[index]; }",
};
export const withoutMotion = {
  noteMotion: "fn noteMotion(index: u32, built: vec4u) {}",
  noteBuilt: "fn noteBuilt(index: u32, row: u32) { builtPosition[row] = scratchA[index]; }",
};
/** WGSL of `builtPlace` where particles are sorted by where they are. */
export const builtInPlace = "fn builtPlace(place: vec3u, word: u32) -> vec3u { return place; }";
export const anyMotion: readonly string[] = [
  "fn builtWord(index: u32) -> u32 { return position[index].w; }",
  builtInPlace,
];
export const nothingBuilt = "fn noteBuilt(index: u32, row: u32) {}";
