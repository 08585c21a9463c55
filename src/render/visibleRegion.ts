import type { Box } from "../core/box.ts";
import type { Particles } from "../core/particles.ts";
import type { Vector3 } from "../core/vector.ts";
import type { DrawableKind } from "../gpu/drawable.ts";

/** A part of space that a picture should hold. */
export interface Region {
  readonly dimensions: 2 | 3;
  /** [length] */
  readonly lower: Vector3;
  /** [length] */
  readonly lengths: Vector3;
}

/** The whole box along periodic axes, along others what particles take up. */
export function visibleRegion(box: Box, particles: Particles, kinds: readonly DrawableKind[]): Region {
  const lower = [...box.lower] as [number, number, number];
  const lengths = [...box.lengths] as [number, number, number];
  for (let axis = 0; axis < box.dimensions; axis++) {
    if (box.boundaries[axis] === "periodic" || particles.count === 0) continue;
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < particles.count; i++) {
      const { radius } = kinds[particles.type[i]];
      least = Math.min(least, particles.position[3 * i + axis] - radius);
      most = Math.max(most, particles.position[3 * i + axis] + radius);
    }
    lower[axis] = least;
    lengths[axis] = most - least;
  }
  return { dimensions: box.dimensions, lower, lengths };
}
