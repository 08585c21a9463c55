import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";
import { contactAccelerations } from "./bodyContacts.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { firstKick } from "./bodyMotion.ts";
import { type FluidState, materialMass } from "./fluidState.ts";
import type { MovingBody } from "./movingBody.ts";
import type { PairTable } from "./neighbours.ts";
import { accelerationsOf, type BodyLoad, kickBody, loadOf } from "./rigidBody.ts";
import { particlesOf, unwrapped } from "./solidParticles.ts";
import { difference, scaled, sum, tripleAt } from "./vectors.ts";
import { setWallMotion } from "./wallMotion.ts";

/**
 * Second half of a step of free bodies: contacts join the reactions on their particles, all of these push the bodies, and
 * walls get the velocities of the step's end.
 *
 * @param state with the reactions of fluids over the mass of walls as their accelerations
 */
export function finishBodies(model: FluidModel, state: FluidState, pairs: PairTable, duration: number): void {
  if (state.bodies.length === 0) return;
  const contacts = contactAccelerations(model, state, pairs, duration).value;
  contacts.forEach((a, k) => (state.acceleration[k] += a));
  pushBodies(model, state, bodyForceAt(model, state.time), duration);
  setWallMotion(model, state);
}

/** The rest of the kick, by what pushes the particles of the bodies and by the body force at the step's end [acceleration]. */
export function pushBodies(model: FluidModel, state: FluidState, bodyForce: Vector3, duration: number): void {
  const kick = (1 - firstKick(model)) * duration;
  for (const body of state.bodies) {
    body.load = loadOn(model, state, body, bodyForce);
    body.state = kickBody(body.shape, body.state, body.load, kick);
    body.felt = nextFelt(body);
  }
}

function loadOn(
  model: FluidModel,
  state: FluidState,
  { solid, shape, state: pose }: MovingBody,
  bodyForce: Vector3,
): BodyLoad {
  const own = [...particlesOf(model, state, solid)];
  const mass = materialMass(model, model.fluids.length + solid);
  const points = own.map((i) => unwrapped(model, state, i));
  const forces = own.map((i) => scaled(tripleAt(state.acceleration, 3 * i), mass));
  const { force, torque } = loadOf(points, forces, pose.center);
  return { force: sum(force, scaled(bodyForce, shape.mass)), torque };
}

/**
 * Pressures are extrapolated to walls with the wall's acceleration, and push back with about the mass of the fluid in the
 * body's place: a body lighter than that would swing ever further from step to step. What is felt follows the acceleration
 * by the share m/(m + m_fluid) a step.
 */
function nextFelt({ shape, state, load, felt, response }: MovingBody): MovingBody["felt"] {
  const { center, angular } = accelerationsOf(shape, state, load);
  return {
    center: sum(felt.center, scaled(difference(center, felt.center), response)),
    angular: sum(felt.angular, scaled(difference(angular, felt.angular), response)),
  };
}
