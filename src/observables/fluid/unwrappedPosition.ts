import type { FluidFrame } from "../../core/fluidFrame.ts";

/** Coordinate of a particle along an axis with the box edges it has crossed: it moves without jumps [length]. */
export function unwrappedPosition({ particles, box }: FluidFrame, particle: number, axis: number): number {
  const k = 3 * particle + axis;
  return particles.position[k] + particles.image[k] * box.lengths[axis];
}
