import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import { bodyForceAt } from "../../../solvers/sph/reference/bodyForce.ts";
import { type FluidState, materialMass } from "../../../solvers/sph/reference/fluidState.ts";
import type { MovingBody } from "../../../solvers/sph/reference/movingBody.ts";
import { angularVelocityOf, type BodyShape, identity } from "../../../solvers/sph/reference/rigidBody.ts";
import { particlesOf, unwrapped } from "../../../solvers/sph/reference/solidParticles.ts";
import { difference, tripleAt } from "../../../solvers/sph/reference/vectors.ts";

/** Where bodies and their particles are. */
export type Bodies = Pick<FluidState, "particles" | "bodies">;

/** Parts of a force and a torque on a body [force], [force·length]. */
export interface PushScales {
  readonly force: number;
  readonly torque: number;
}

/** Sizes that the rounding errors of a body are proportional to. */
export interface BodyScales {
  readonly solid: number;
  /** Distance of the farthest particle from the centre [length]. */
  readonly reach: number;
  /** How far the centre goes [length]. */
  readonly center: number;
  /** Of the parts of a rotation matrix. */
  readonly orientation: number;
  readonly velocity: number;
  readonly angularMomentum: number;
  readonly angularVelocity: number;
  readonly acceleration: number;
  readonly torque: number;
  readonly angularAcceleration: number;
}

/**
 * Scales of a step of one body. Errors of the orientation and of the angular momentum become errors of the angular velocity
 * by the largest component of the inverse inertia. Places come from the last load.
 *
 * @param push on the body in the step; by the load of its last one where left out
 * @param duration of the step [time]
 */
export function bodyScales(
  model: FluidModel,
  state: Bodies,
  body: MovingBody,
  duration: number,
  push?: PushScales,
): BodyScales {
  const { shape, state: pose, solid } = body;
  const points = [...particlesOf(model, state, solid)].map((i) => unwrapped(model, state, i));
  const inverse = inverseInertiaScale(shape, model.box.dimensions);
  const last = { force: Math.hypot(...body.load.force), torque: Math.hypot(...body.load.torque) };
  const { force, torque } = push ?? last;
  const speedUnder = (pull: number) => Math.hypot(...pose.velocity) + (duration * pull) / shape.mass;
  const momentumUnder = (turn: number) => Math.hypot(...pose.angularMomentum) + duration * turn;
  const orientation = 1 + duration * inverse * momentumUnder(last.torque);
  const angularMomentum = momentumUnder(torque);
  const angularVelocity = orientation * inverse * angularMomentum;
  return {
    solid,
    reach: points.reduce((most, x) => Math.max(most, Math.hypot(...difference(x, pose.center))), 0),
    center: duration * speedUnder(last.force),
    orientation,
    velocity: speedUnder(force),
    angularMomentum,
    angularVelocity,
    acceleration: force / shape.mass,
    torque,
    angularAcceleration: orientation * inverse * (torque + angularVelocity * angularMomentum),
  };
}

/**
 * Scales of all bodies after a step. Errors that the pushes on a body's particles inherit do not
 * line up: their sum is the root of a sum of squares.
 *
 * @param reaction (N, 3), scales of what pushes their particles at its end [acceleration]
 */
export function bodyStepScales(
  model: FluidModel,
  state: FluidState,
  reaction: Float64Array,
  duration: number,
): BodyScales[] {
  const gravity = bodyForceAt(model, state.time);
  return state.bodies.map((body) => {
    const push = pushScales(model, state, body, reaction, gravity, (parts) => Math.hypot(...parts));
    return bodyScales(model, state, body, duration, push);
  });
}

/**
 * Sizes of the force and the torque on a body.
 *
 * @param total of the sizes of what adds up: their sum where left out
 */
export function pushScales(
  model: FluidModel,
  state: Bodies,
  { solid, shape, state: pose }: MovingBody,
  reaction: Float64Array,
  gravity: Vector3,
  total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0),
): PushScales {
  const mass = materialMass(model, model.fluids.length + solid);
  const own = [...particlesOf(model, state, solid)];
  const forces = own.map((i) => mass * Math.hypot(...tripleAt(reaction, 3 * i)));
  const torques = own.map(
    (i, k) => forces[k] * Math.hypot(...difference(unwrapped(model, state, i), pose.center)),
  );
  return { force: shape.mass * Math.hypot(...gravity) + total(forces), torque: total(torques) };
}

/** Trace of I⁻¹, in two dimensions about z alone: no component of a symmetric positive tensor is larger. */
function inverseInertiaScale(shape: BodyShape, dimensions: 2 | 3): number {
  const axes: Vector3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  return axes
    .map((axis, k) => angularVelocityOf(shape, identity, axis)[k])
    .slice(dimensions === 3 ? 0 : 2)
    .reduce((trace, component) => trace + component, 0);
}
