import type { Vector3 } from "../../../core/vector.ts";
import type { MotionParameters } from "../parameters/motionParameters.ts";
import { vectorOf } from "./fluidState.ts";
import { cross, difference, dot, scaled, sum } from "./vectors.ts";

/** Where a rigid solid is in its motion, and how it moves there: a translation and a rotation about a fixed axis. */
export interface RigidMotion {
  /** Since time 0 [length]. */
  readonly displacement: Vector3;
  readonly velocity: Vector3;
  readonly acceleration: Vector3;
  /** A point of the axis, and its direction of length 1. */
  readonly center: Vector3;
  readonly axis: Vector3;
  /** Since time 0 [radians]. */
  readonly angle: number;
  readonly angularVelocity: number;
  readonly angularAcceleration: number;
}

const zero: Vector3 = [0, 0, 0];

/** A solid without motion. */
export const atRest: RigidMotion = {
  displacement: zero,
  velocity: zero,
  acceleration: zero,
  center: zero,
  axis: [0, 0, 1],
  angle: 0,
  angularVelocity: 0,
  angularAcceleration: 0,
};

/** A prescribed motion at a time ≥ 0 [time]; at rest where there is none. In two dimensions axes are along z. */
export function rigidMotion(
  motion: MotionParameters | undefined,
  time: number,
  dimensions: 2 | 3,
): RigidMotion {
  switch (motion?.kind) {
    case undefined:
    case "held":
      return atRest;
    case "constant": {
      const velocity = vectorOf(motion.velocity);
      return { ...atRest, velocity, displacement: scaled(velocity, time) };
    }
    case "sliding":
      return { ...atRest, velocity: vectorOf(motion.velocity) };
    case "sinusoidal": {
      const amplitude = vectorOf(motion.amplitude);
      const rate = 2 * Math.PI * motion.frequency;
      const start = 2 * Math.PI * motion.phase;
      const phase = rate * time + start;
      return {
        ...atRest,
        displacement: scaled(amplitude, Math.sin(phase) - Math.sin(start)),
        velocity: scaled(amplitude, rate * Math.cos(phase)),
        acceleration: scaled(amplitude, -(rate ** 2) * Math.sin(phase)),
      };
    }
    case "rotating":
      return {
        ...atRest,
        ...axisOf(motion, dimensions),
        angle: motion.angularVelocity * time,
        angularVelocity: motion.angularVelocity,
      };
    case "swinging": {
      const rate = 2 * Math.PI * motion.frequency;
      return {
        ...atRest,
        ...axisOf(motion, dimensions),
        angle: motion.amplitude * Math.sin(rate * time),
        angularVelocity: motion.amplitude * rate * Math.cos(rate * time),
        angularAcceleration: -motion.amplitude * rate ** 2 * Math.sin(rate * time),
      };
    }
    case "tabulated":
      return tabulated(motion, time);
  }
}

function axisOf(
  { center, axis }: { readonly center: readonly number[]; readonly axis: readonly number[] },
  dimensions: 2 | 3,
): Pick<RigidMotion, "center" | "axis"> {
  const direction = vectorOf(axis);
  const length = Math.hypot(...direction);
  if (dimensions === 2) return { center: vectorOf(center), axis: [0, 0, direction[2] < 0 ? -1 : 1] };
  return { center: vectorOf(center), axis: scaled(direction, 1 / length) };
}

/** Linear between the table's times, at rest after the last. At a time of the table the velocity is that of what follows. */
function tabulated(
  {
    times,
    displacements,
  }: { readonly times: readonly number[]; readonly displacements: readonly number[][] },
  time: number,
): RigidMotion {
  const rows = displacements.map((row) => difference(vectorOf(row), vectorOf(displacements[0])));
  const next = times.findIndex((t) => t > time);
  if (next < 0) return { ...atRest, displacement: rows[rows.length - 1] };
  if (next === 0) return atRest;
  const span = times[next] - times[next - 1];
  const velocity = scaled(difference(rows[next], rows[next - 1]), 1 / span);
  return { ...atRest, velocity, displacement: sum(rows[next - 1], scaled(velocity, time - times[next - 1])) };
}

/** Velocity of the solid at a point: v + ω × r. */
export function velocityAt(
  { velocity, center, axis, angularVelocity }: RigidMotion,
  point: Vector3,
): Vector3 {
  return sum(velocity, cross(scaled(axis, angularVelocity), difference(point, center)));
}

/** Acceleration of the solid at a point: a + α × r + ω × (ω × r). */
export function accelerationAt(motion: RigidMotion, point: Vector3): Vector3 {
  const { acceleration, center, axis, angularVelocity, angularAcceleration } = motion;
  const arm = difference(point, center);
  const turning = scaled(axis, angularVelocity);
  const tangential = cross(scaled(axis, angularAcceleration), arm);
  return sum(sum(acceleration, tangential), cross(turning, cross(turning, arm)));
}

/** Where the motion takes a point of the solid from one of its states to another, by Rodrigues' formula. */
export function movedPoint(from: RigidMotion, to: RigidMotion, point: Vector3): Vector3 {
  const { center, axis } = to;
  const angle = to.angle - from.angle;
  const translation = difference(to.displacement, from.displacement);
  if (angle === 0) return sum(point, translation);
  const arm = difference(point, center);
  const along = scaled(axis, dot(axis, arm));
  const across = difference(arm, along);
  const turned = sum(scaled(across, Math.cos(angle)), scaled(cross(axis, arm), Math.sin(angle)));
  return sum(sum(center, translation), sum(along, turned));
}
