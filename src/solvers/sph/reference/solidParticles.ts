import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";
import type { FluidState } from "./fluidState.ts";

/** Indices of the particles of a solid, in the order of their ids. */
export function* particlesOf(
  model: FluidModel,
  { particles }: Pick<FluidState, "particles">,
  solid: number,
): Generator<number> {
  const material = model.fluids.length + solid;
  for (let i = 0; i < particles.count; i++) if (particles.type[i] === material) yield i;
}

/** The coordinates that a solid keeps its shape in, whatever sides of the box it crosses. */
export function unwrapped(
  { box }: Pick<FluidModel, "box">,
  { particles }: Pick<FluidState, "particles">,
  i: number,
): Vector3 {
  const along = (axis: number) =>
    particles.position[3 * i + axis] + particles.image[3 * i + axis] * box.lengths[axis];
  return [along(0), along(1), along(2)];
}
