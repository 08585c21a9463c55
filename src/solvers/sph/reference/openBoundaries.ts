import { NumericalError } from "../../../core/failure.ts";
import { type FluidModel, isSolid } from "../model.ts";
import {
  emptyReserveMessage,
  inletOf,
  inletSolids,
  inletSpeedAt,
  outletInterval,
  parkingPlace,
  passingTolerance,
  reserveMaterial,
} from "../openBoundaries/openBoundaries.ts";
import type { FluidState } from "./fluidState.ts";

/** Whether particles have neighbours: all but those that wait. Undefined where none ever does. */
export function takesPart(model: FluidModel, type: Uint32Array): ((i: number) => boolean) | undefined {
  const reserve = reserveMaterial(model);
  return reserve === undefined ? undefined : (i) => type[i] !== reserve;
}

/**
 * Lets fluid in and out after particles have moved over a step: conveyors go on, fluid in outlets goes to its parking
 * place, conveyor particles that have passed their opening turn into fluid. For each of these one that waits becomes
 * the last of the conveyor: the first of those that pass gets the first of those that wait, and so on, in the order of ids,
 * those included that have left in the same step.
 *
 * @param state at the end of the step
 * @param duration of the step [time]
 * @param onFeed is told of each particle that has turned into fluid, and of the one that follows it, for what a scheme keeps besides
 * @throws NumericalError where more pass than wait
 */
export function exchangeParticles(
  model: FluidModel,
  state: FluidState,
  duration: number,
  onFeed?: (front: number, follower: number) => void,
): void {
  const reserve = reserveMaterial(model);
  if (reserve === undefined) return;
  const passed = moveConveyors(model, state, duration);
  if (state.step % outletInterval(model) === 0) removeParticles(model, state, reserve);
  const { type } = state.particles;
  const waiting = [...type.keys()].filter((i) => type[i] === reserve);
  passed.forEach((front, k) => {
    if (k >= waiting.length) throw emptyReserve(model, state, type[front]);
    feed(model, state, front, waiting[k]);
    onFeed?.(front, waiting[k]);
  });
  state.added += passed.length;
}

/** Returns the particles that have passed their opening, by id. */
function moveConveyors(model: FluidModel, { particles, time }: FluidState, duration: number): number[] {
  const { type, position, velocity } = particles;
  const passed: number[] = [];
  for (let i = 0; i < particles.count; i++) {
    const inlet = inletOf(model, type[i]);
    if (!inlet) continue;
    const { axis, direction, plane } = inlet;
    const { speed } = inletSpeedAt(inlet.speed, time);
    position[3 * i + axis] += direction * speed * duration;
    velocity[3 * i + axis] = direction * speed;
    const ahead = direction * (position[3 * i + axis] - plane);
    if (ahead >= -passingTolerance * model.spacing) passed.push(i);
  }
  return passed;
}

function removeParticles(model: FluidModel, state: FluidState, reserve: number): void {
  const { box, openBoundaries } = model;
  if (!openBoundaries) return;
  const { outlets, parking } = openBoundaries;
  const { type, position, velocity, id } = state.particles;
  for (let i = 0; i < type.length; i++) {
    const isWithin = (lower: readonly number[], upper: readonly number[]) =>
      [0, 1, 2].every(
        (axis) => position[3 * i + axis] >= lower[axis] && position[3 * i + axis] < upper[axis],
      );
    if (isSolid(model, type[i]) || !outlets.some(({ lower, upper }) => isWithin(lower, upper))) continue;
    type[i] = reserve;
    position.set(parkingPlace(box, parking, id[i]), 3 * i);
    velocity.fill(0, 3 * i, 3 * i + 3);
    state.drift.fill(0, 3 * i, 3 * i + 3);
    state.rate[i] = state.earlierRate[i] = 0;
    state.removed++;
  }
}

/** The particle in front turns into fluid, with the density and pressure extrapolated to it; another follows. */
function feed(model: FluidModel, state: FluidState, front: number, follower: number): void {
  const { particles, density, pressure, drift } = state;
  const { type, position, velocity, image } = particles;
  const inlet = inletOf(model, type[front]);
  if (!inlet) return;
  type[follower] = type[front];
  for (const values of [position, velocity, image]) values.copyWithin(3 * follower, 3 * front, 3 * front + 3);
  position[3 * follower + inlet.axis] -= inlet.direction * inlet.layers * model.spacing;
  density[follower] = density[front];
  pressure[follower] = pressure[front];
  drift.fill(0, 3 * follower, 3 * follower + 3);
  drift.fill(0, 3 * front, 3 * front + 3);
  type[front] = inlet.fluid;
}

function emptyReserve(model: FluidModel, { step, time }: FluidState, material: number): NumericalError {
  const inlet = inletSolids(model).indexOf(material - model.fluids.length);
  return new NumericalError(emptyReserveMessage(model, inlet, step, time), step, undefined);
}
