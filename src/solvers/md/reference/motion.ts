import { NumericalError } from "../../../core/failure.ts";
import type { MolecularModel } from "../model.ts";
import { notFinite } from "./checkFinite.ts";
import type { MolecularState } from "./molecularState.ts";

/** v += F/m · duration [time]. */
export function kick(model: MolecularModel, { particles, force }: MolecularState, duration: number): void {
  const { velocity, type, count } = particles;
  const { dimensions } = model.box;
  for (let i = 0; i < count; i++) {
    const factor = duration / model.types[type[i]].mass;
    for (let k = 3 * i; k < 3 * i + dimensions; k++) velocity[k] += force[k] * factor;
  }
}

/**
 * x += v · duration [time], with what the sides of the box do to it.
 *
 * @throws NumericalError where a velocity would take the particle further than cutoff radius + skin in a time
 *   step, or where moveParticle does
 */
export function drift(model: MolecularModel, state: MolecularState, duration: number): void {
  const { velocity, count } = state.particles;
  const { dimensions } = model.box;
  const farthest = model.pairs.cutoffRadius + model.skin;
  const speedLimitSquared = (farthest / model.timeStep) ** 2;
  for (let i = 0; i < count; i++) {
    const vx = velocity[3 * i];
    const vy = velocity[3 * i + 1];
    const vz = velocity[3 * i + 2];
    const speedSquared = vx * vx + vy * vy + vz * vz;
    if (speedSquared > speedLimitSquared) throw tooFast(model, state, i, Math.sqrt(speedSquared));
    for (let axis = 0; axis < dimensions; axis++) {
      moveParticle(model, state, i, axis, velocity[3 * i + axis] * duration);
    }
  }
}

function tooFast(model: MolecularModel, { particles, step }: MolecularState, i: number, speed: number) {
  const id = particles.id[i];
  const { length } = model.units.symbols;
  const moved = (speed * model.timeStep).toPrecision(4);
  const allowed = (model.pairs.cutoffRadius + model.skin).toPrecision(4);
  return new NumericalError(
    `time step too large: particle ${id} would move ${moved} ${length} in step ${step}, further than cutoff ` +
      `radius + skin (${allowed} ${length})`,
    step,
    id,
  );
}

/**
 * Moves a particle along one axis. Periodic sides wrap it and count the image, reflecting sides mirror position
 * and velocity, open sides let it go half an edge far.
 *
 * @param distance [length]
 * @throws NumericalError where it goes further through an open side, or its position is not finite
 */
export function moveParticle(
  model: MolecularModel,
  state: MolecularState,
  i: number,
  axis: number,
  distance: number,
): void {
  const { position } = state.particles;
  const lower = model.box.lower[axis];
  const x = position[3 * i + axis] + distance;
  position[3 * i + axis] = x;
  if (x >= lower && x < lower + model.box.lengths[axis]) return;
  if (!Number.isFinite(x)) throw notFinite(state, i, "position");
  switch (model.box.boundaries[axis]) {
    case "periodic":
      return wrap(model, state, i, axis);
    case "reflecting":
      return reflect(model, state, i, axis);
    case "open":
      return checkReach(model, state, i, axis);
  }
}

function wrap({ box }: MolecularModel, { particles }: MolecularState, i: number, axis: number): void {
  const { position, image } = particles;
  const edge = box.lengths[axis];
  const lower = box.lower[axis];
  const k = 3 * i + axis;
  const crossed = Math.floor((position[k] - lower) / edge);
  position[k] = Math.max(position[k] - crossed * edge, lower);
  image[k] += crossed;
  // Just below the lower side rounds to the upper one, which belongs to the next image.
  if (position[k] >= lower + edge) {
    position[k] = lower;
    image[k]++;
  }
}

function reflect({ box }: MolecularModel, { particles }: MolecularState, i: number, axis: number): void {
  const { position, velocity } = particles;
  const lower = box.lower[axis];
  const upper = lower + box.lengths[axis];
  const k = 3 * i + axis;
  while (position[k] < lower || position[k] > upper) {
    position[k] = 2 * (position[k] < lower ? lower : upper) - position[k];
    velocity[k] = -velocity[k];
  }
}

function checkReach(
  { box, units }: MolecularModel,
  { particles, step }: MolecularState,
  i: number,
  axis: number,
): void {
  const edge = box.lengths[axis];
  const x = particles.position[3 * i + axis];
  if (x >= box.lower[axis] - edge / 2 && x <= box.lower[axis] + 1.5 * edge) return;
  const id = particles.id[i];
  const where = `${"xyz"[axis]} = ${x.toPrecision(6)} ${units.symbols.length}`;
  throw new NumericalError(
    `particle ${id} is lost at step ${step}: more than half a box edge beyond an open side (${where})`,
    step,
    id,
  );
}
