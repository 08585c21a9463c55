import type { FluidState } from "./fluidState.ts";
import { restoreBodies, saveBodies } from "./savedBodies.ts";

/** Everything needed to go on bit for bit, as named arrays. */
export type SavedFluid = Readonly<Record<string, Float64Array | Int32Array>>;

/** A copy of what changes in a state. */
export function saveFluid(state: FluidState): SavedFluid {
  const { particles, step, time, timeStep, criterion, limitCounts, added, removed } = state;
  return {
    counters: Float64Array.of(step, time, timeStep, criterion, ...limitCounts),
    position: particles.position.slice(),
    velocity: particles.velocity.slice(),
    image: particles.image.slice(),
    density: state.density.slice(),
    pressure: state.pressure.slice(),
    acceleration: state.acceleration.slice(),
    drift: state.drift.slice(),
    rate: state.rate.slice(),
    earlierRate: state.earlierRate.slice(),
    // What a particle is changes where fluid comes in and goes out.
    type: Int32Array.from(particles.type),
    exchange: Float64Array.of(added, removed),
    ...(state.bodies.length > 0 && { bodies: saveBodies(state.bodies) }),
  };
}

/** Sets a state of the same model back to a copy. */
export function restoreFluid(state: FluidState, saved: SavedFluid): void {
  const [step, time, timeStep, criterion, ...limitCounts] = saved.counters;
  Object.assign(state, { step, time, timeStep, criterion });
  state.limitCounts.set(limitCounts);
  [state.added, state.removed] = saved.exchange;
  state.particles.type.set(saved.type);
  state.particles.position.set(saved.position);
  state.particles.velocity.set(saved.velocity);
  state.particles.image.set(saved.image);
  state.density.set(saved.density);
  state.pressure.set(saved.pressure);
  state.acceleration.set(saved.acceleration);
  state.drift.set(saved.drift);
  state.rate.set(saved.rate);
  state.earlierRate.set(saved.earlierRate);
  if (state.bodies.length > 0) restoreBodies(state.bodies, saved.bodies);
}
