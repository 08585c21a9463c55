import type { FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import type { DeviceFields } from "./deviceFields.ts";

/** Present time of the device in float64 [time]. */
export function timeOf({ clock }: DeviceFields): number {
  return clock.time + clock.timeRest;
}

/** A state of the reference with what the device holds: a copy, for functions that change it. */
export function fluidStateOf(fields: DeviceFields): FluidState {
  const { particles, status, clock } = fields;
  const { position, velocity, image } = particles;
  return {
    step: status.step,
    time: timeOf(fields),
    timeStep: clock.nextTimeStep,
    criterion: 0,
    limitCounts: new Float64Array(5),
    added: clock.added,
    removed: clock.removed,
    particles: {
      ...particles,
      position: position.slice(),
      velocity: velocity.slice(),
      type: particles.type.slice(),
      image: image.slice(),
    },
    density: fields.density.slice(),
    pressure: fields.pressure.slice(),
    acceleration: fields.acceleration.slice(),
    drift: fields.drift.slice(),
    rate: fields.lastRate.slice(),
    earlierRate: fields.lastRate.map((last, i) => 2 * last - fields.rate[i]),
    bodies: fields.bodies.map((body) => ({ ...body })),
  };
}
