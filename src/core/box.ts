import type { Vector3 } from "./vector.ts";

/** What a side of the box does: wrap around, mirror the velocity, or let particles leave. */
export type Boundary = "periodic" | "reflecting" | "open";

/**
 * An orthorhombic box [lower, lower + lengths).
 *
 * In two dimensions the z edge has length 1 and is periodic, so that `volume` is the area;
 * every particle keeps z = lower z and no z velocity.
 */
export interface Box {
  readonly dimensions: 2 | 3;
  /** Lower corner [length]. */
  readonly lower: Vector3;
  /** Edges [length]. */
  readonly lengths: Vector3;
  readonly boundaries: readonly [Boundary, Boundary, Boundary];
}

/** Volume of the box [length³], in two dimensions its area [length²]. */
export function boxVolume(box: Box): number {
  return box.lengths[0] * box.lengths[1] * box.lengths[2];
}

/** The shortest edge that counts, the z edge of a two-dimensional box left out [length]. */
export function shortestEdge(box: Box): number {
  return Math.min(...box.lengths.slice(0, box.dimensions));
}

/**
 * Nearest-image component of a difference along one axis [length].
 * Exact for |difference| below 1.5 edges, which wrapped positions guarantee.
 */
export function minimumImage(difference: number, axis: number, box: Box): number {
  if (box.boundaries[axis] !== "periodic") return difference;
  const edge = box.lengths[axis];
  return difference - edge * Math.round(difference / edge);
}
