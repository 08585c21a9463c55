import { type FluidModel, particleVolume, type RigidBody } from "../model.ts";
import {
  type BodyAcceleration,
  type BodyLoad,
  type BodyShape,
  type BodyState,
  identity,
  noLoad,
  startMomentum,
} from "./rigidBody.ts";

/** A free rigid body among the solids of a fluid, in motion. */
export interface MovingBody {
  /** Index of its solid. */
  readonly solid: number;
  readonly shape: BodyShape;
  /** Mass behind each of its particles in a contact: about that of the body over the particles of a face [mass]. */
  readonly contactMass: number;
  /** Damping ratio of its contacts. */
  readonly damping: number;
  /** Mass over the mass of the body and of the fluid in its place. */
  readonly response: number;
  /** Its centre is not wrapped. */
  state: BodyState;
  /** At the end of the last step, gravity included. */
  load: BodyLoad;
  /** What pressures on its walls are extrapolated with (pushBodies.ts). */
  felt: BodyAcceleration;
}

/**
 * The free bodies of a model as a run starts.
 *
 * @param type (N), materials of all particles
 */
export function bodiesAtStart(model: FluidModel, type: Uint32Array): MovingBody[] {
  return model.solids.flatMap(({ body }, solid) => {
    if (!body) return [];
    const count = type.filter((material) => material === model.fluids.length + solid).length;
    return [bodyAtStart(model, solid, body, count)];
  });
}

function bodyAtStart(model: FluidModel, solid: number, body: RigidBody, count: number): MovingBody {
  const { mass, inertia, center, velocity, angularVelocity, restitution } = body;
  const { dimensions } = model.box;
  const displaced = count * model.fluids[0].referenceDensity * particleVolume(model);
  const shape = { mass, inertia };
  return {
    solid,
    shape,
    contactMass: mass / count ** (1 - 1 / dimensions),
    damping: dampingRatio(restitution),
    response: mass / (mass + displaced),
    state: {
      center,
      orientation: identity,
      velocity,
      angularMomentum: startMomentum(shape, angularVelocity),
    },
    load: noLoad,
    felt: { center: [0, 0, 0], angular: [0, 0, 0] },
  };
}

/**
 * ζ of the oscillator that comes back from half a swing with the share e of its speed: e = exp(−π ζ/√(1 − ζ²)), solved for ζ.
 * Critical where nothing is to come back.
 */
function dampingRatio(restitution: number): number {
  if (restitution === 0) return 1;
  const decay = Math.log(1 / restitution);
  return decay / Math.sqrt(Math.PI ** 2 + decay ** 2);
}
