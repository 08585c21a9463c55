import type { Vector3 } from "../vector.ts";

/** A region of space. In two dimensions a shape extends along z without end and every point has z = 0. */
export interface Shape {
  /**
   * Signed distance to the surface [length], negative inside. The sign is exact; the magnitude is never larger than the
   * true distance (and equal to it where a shape says nothing else), so that whoever walks over points may skip those
   * that lie nearer than it. Must not keep `point`, which callers use again.
   */
  signedDistance(point: Vector3): number;
  /** Lower corner of axis-aligned bounds [length]; −∞ where there is none. */
  readonly lower: Vector3;
  /** Upper corner of axis-aligned bounds [length]; ∞ where there is none. */
  readonly upper: Vector3;
}
