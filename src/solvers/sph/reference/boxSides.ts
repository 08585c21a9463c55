import type { Box } from "../../../core/box.ts";
import { NumericalError } from "../../../core/failure.ts";
import { type FluidModel, isSolid } from "../model.ts";
import type { FluidState } from "./fluidState.ts";

/**
 * Moves a particle along one axis. Periodic sides wrap it and count the image, reflecting sides mirror its position and
 * velocity, open sides let it go half an edge far. Walls are not mirrored.
 *
 * @param distance [length]
 * @throws NumericalError where its position is not finite, or it is lost through a side
 */
export function moveParticle(
  model: FluidModel,
  state: FluidState,
  i: number,
  axis: number,
  distance: number,
): void {
  const { box } = model;
  const { position, velocity, image } = state.particles;
  const k = 3 * i + axis;
  const lower = box.lower[axis];
  const edge = box.lengths[axis];
  position[k] += distance;
  if (!Number.isFinite(position[k])) throw notFinite(state, i, "position");
  if (position[k] >= lower && position[k] < lower + edge) return;
  if (box.boundaries[axis] === "periodic") {
    const crossed = Math.floor((position[k] - lower) / edge);
    position[k] = Math.max(position[k] - crossed * edge, lower);
    image[k] += crossed;
    // Just below the lower side rounds to the upper one, which belongs to the next image.
    if (position[k] >= lower + edge) {
      position[k] = lower;
      image[k]++;
    }
    return;
  }
  if (box.boundaries[axis] === "reflecting" && !isSolid(model, state.particles.type[i])) {
    position[k] = 2 * (position[k] < lower ? lower : lower + edge) - position[k];
    velocity[k] = -velocity[k];
  }
  checkReach(model, state, i, axis);
}

/** How far beyond a side a particle may be, in edges. */
const margin = { periodic: 0, reflecting: 0, open: 0.5 } as const;

function checkReach({ box, units }: FluidModel, state: FluidState, i: number, axis: number): void {
  const x = state.particles.position[3 * i + axis];
  if (isWithin(box, axis, x)) return;
  const id = state.particles.id[i];
  const side = box.boundaries[axis];
  const where = `${"xyz"[axis]} = ${x.toPrecision(6)} ${units.symbols.length}`.trimEnd();
  const how = side === "open" ? "more than half a box edge beyond an open side" : `beyond a ${side} side`;
  throw new NumericalError(`particle ${id} is lost at step ${state.step}: ${how} (${where})`, state.step, id);
}

function isWithin({ lower, lengths, boundaries }: Box, axis: number, x: number): boolean {
  const beyond = margin[boundaries[axis]] * lengths[axis];
  return x >= lower[axis] - beyond && x <= lower[axis] + lengths[axis] + beyond;
}

export function notFinite({ particles, step }: FluidState, i: number, quantity: string): NumericalError {
  const id = particles.id[i];
  return new NumericalError(`particle ${id}: ${quantity} is not finite at step ${step}`, step, id);
}
