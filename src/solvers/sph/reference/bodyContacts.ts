import type { Vector3 } from "../../../core/vector.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { contactForce, type ContactSide } from "./contactForce.ts";
import { type FluidState, massesOf } from "./fluidState.ts";
import type { MovingBody } from "./movingBody.ts";
import type { PairTable } from "./neighbours.ts";
import { angularVelocityOf } from "./rigidBody.ts";
import { unwrapped } from "./solidParticles.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";
import { cross, difference, tripleAt } from "./vectors.ts";

/**
 * What contacts with other solids add to the accelerations of the particles of free bodies: forces over the mass that a wall's
 * particle counts with, between particles closer than the spacing. (N, 3) [acceleration]
 *
 * @param state velocities of walls as contacts feel them
 * @param duration of the step [time]
 * @param margin how far from the spacing rounding decides whether particles touch [length]
 */
export function contactAccelerations(
  model: FluidModel,
  state: FluidState,
  pairs: PairTable,
  duration: number,
  margin = allowedError * model.spacing,
): ScaledValues {
  const { type, velocity } = state.particles;
  const accelerations = new TermSum(velocity.length);
  const masses = massesOf(model);
  const frequency = contactFrequency(model, duration);
  const bodyOf = bodiesByMaterial(model, state.bodies);
  const side = (i: number, point: Vector3): ContactSide => ({
    mass: bodyOf[type[i]]?.contactMass ?? Infinity,
    damping: bodyOf[type[i]]?.damping ?? 0,
    point,
    velocity: tripleAt(velocity, 3 * i),
  });
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (!isSolid(model, type[i]) || !isSolid(model, type[j]) || type[i] === type[j]) continue;
    if (!bodyOf[type[i]] && !bodyOf[type[j]]) continue;
    const [a, b] = [side(i, tripleAt(pairs.separation, 3 * k)), side(j, [0, 0, 0])];
    const force = contactForce(a, b, model.spacing, frequency);
    const speed = [i, j].reduce((total, own) => total + speedOf(model, state, bodyOf[type[own]], own), 0);
    const size = forceScale(a, b, { reach: model.spacing, margin, frequency, speed });
    for (let axis = 0; axis < 3; axis++) {
      if (bodyOf[type[i]])
        accelerations.add(3 * i + axis, force[axis] / masses[type[i]], size / masses[type[i]]);
      if (bodyOf[type[j]])
        accelerations.add(3 * j + axis, -force[axis] / masses[type[j]], size / masses[type[j]]);
    }
  }
  return accelerations;
}

/**
 * ω: a contact swings no faster than sound crosses one spacing, which the steps of weakly compressible schemes resolve, and no faster
 * than the step resolves where sound does not limit it [1/time].
 */
function contactFrequency({ fluids, spacing }: FluidModel, duration: number): number {
  const fastest = fluids.reduce((most, { soundSpeed }) => Math.max(most, soundSpeed), 0);
  return Math.min(fastest / spacing, 1 / (2 * duration));
}

function bodiesByMaterial({ fluids }: FluidModel, bodies: readonly MovingBody[]): MovingBody[] {
  const byMaterial: MovingBody[] = [];
  for (const body of bodies) byMaterial[fluids.length + body.solid] = body;
  return byMaterial;
}

/** The parts of a velocity v + ω × r, which may cancel. */
function speedOf(model: FluidModel, state: FluidState, body: MovingBody | undefined, i: number): number {
  if (!body) return Math.hypot(...tripleAt(state.particles.velocity, 3 * i));
  const { shape, state: pose } = body;
  const spin = angularVelocityOf(shape, pose.orientation, pose.angularMomentum);
  const turning = cross(spin, difference(unwrapped(model, state, i), pose.center));
  return Math.hypot(...pose.velocity) + Math.hypot(...turning);
}

/** Parts of a contact's force. Whether particles touch at all rounding may decide: then the force at the reach is one of them. */
function forceScale(
  a: ContactSide,
  b: ContactSide,
  {
    reach,
    margin,
    frequency,
    speed,
  }: {
    readonly reach: number;
    readonly margin: number;
    readonly frequency: number;
    readonly speed: number;
  },
): number {
  const distance = Math.hypot(...difference(a.point, b.point));
  if (distance === 0 || distance >= reach + margin) return 0;
  const mass = 1 / (1 / a.mass + 1 / b.mass);
  const damped = 2 * Math.max(a.damping, b.damping) * frequency * mass * speed;
  const doubt = distance > reach - margin ? damped / allowedError : 0;
  return mass * frequency ** 2 * (reach + distance) + damped + doubt;
}
