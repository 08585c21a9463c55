import type { Vector3 } from "../core/vector.ts";
import foreseenPath from "./foreseenPath.wgsl?raw";

/** What a particle may do until the next list [length]: go along a way, with its place in the middle, and be so far from it. */
export interface Allowance {
  readonly way: Vector3;
  readonly leeway: number;
}

/**
 * Which particles a list has to hold: all that come within its radius of one another until it is built again. The list's `position` is what lets know
 * that: `builtPosition`, but where all may go equally far.
 */
export interface Nearness {
  /** How far a particle may go at most beside what the radius includes [length]. */
  readonly longest: number;
  /**
   * WGSL, for passes that bind `geometry` and `chunk`. Ways are seen from a frame, which goes along one of them:
   *   fn pathAt(place: vec4u) -> vec3f  - the way to the end of the time ahead
   *   fn reachAt(place: vec4u, frame: vec3f) -> f32  - how far from its place it may be, seen from the frame
   *   fn mostReach(place: vec4u, frame: vec3f) -> f32  - how far at most all others from theirs
   */
  readonly code: string;
  /** What the last word of a record of `position` says. */
  unpack(word: number): Allowance;
}

const noWay: Vector3 = [0, 0, 0];

const noPath = "fn pathAt(place: vec4u) -> vec3f { return vec3f(0.0); }";

/** All within the list radius, which includes what two particles may go. */
export const byRadius: Nearness = {
  longest: 0,
  code: `${noPath}
fn reachAt(place: vec4u, frame: vec3f) -> f32 { return 0.0; }
fn mostReach(place: vec4u, frame: vec3f) -> f32 { return 0.0; }`,
  unpack: () => ({ way: noWay, leeway: 0 }),
};

/** Particles may go as far as their record (x, y, z; reach) says, wherever. */
export function byReaches(longest: number): Nearness {
  return {
    longest,
    code: `${noPath}
fn reachAt(place: vec4u, frame: vec3f) -> f32 { return bitcast<f32>(place.w); }
fn mostReach(place: vec4u, frame: vec3f) -> f32 { return chunk.longestReach; }`,
    unpack: (word) => ({ way: noWay, leeway: new Float32Array(Uint32Array.of(word).buffer)[0] }),
  };
}

/**
 * Particles may go along the way whose middle is in their record (x, y, z; `foreseen`), and stray a little (foreseenPath.wgsl). Two that do come within R of one
 * another, |d + s w| < R + e_i + e_j with s from −1/2 to 1/2, d the distance of the middles and w the difference of their ways, only if |d| < R + e_i + e_j + |w|/2; seen
 * from a frame f, |w| ≤ |w_i − f| + |w_j − f|. How far they may stray is the same for all of a list but those that stay for good where they are, who do not, and no way is longer than what that leaves of the limit.
 */
export function byPaths(limit: number): Nearness {
  return {
    longest: limit,
    code: `${foreseenPath}
fn pathAt(place: vec4u) -> vec3f { return pathOf(place.w, chunk.longestReach); }
fn reachAt(place: vec4u, frame: vec3f) -> f32 {
  return leewayOf(place.w, chunk.longestReach) + 0.5 * length(pathAt(place) - frame);
}
fn mostReach(place: vec4u, frame: vec3f) -> f32 {
  let leeway = leewayOf(place.w, chunk.longestReach);
  // Who stays knows nothing of the leeway of others but that it is within the limit.
  return 0.5 * (chunk.longestReach + select(leeway, chunk.longestReach, leeway == 0.0) + length(frame));
}`,
    unpack(word) {
      const [x, y, z] = new Int8Array(Uint32Array.of(word).buffer);
      const part = (byte: number) => limit * Math.max(byte / 127, -1);
      return { way: [part(x), part(y), part(z)], leeway: (limit / 255) * (word >>> 24) };
    },
  };
}
