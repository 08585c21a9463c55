import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";
import { moveParticle } from "./boxSides.ts";
import type { FluidState } from "./fluidState.ts";
import type { MovingBody } from "./movingBody.ts";
import { angularVelocityOf, applied, type BodyState, driftBody, noLoad, transposed } from "./rigidBody.ts";
import { particlesOf, unwrapped } from "./solidParticles.ts";
import { cross, difference, sum } from "./vectors.ts";

/**
 * Share of a step's kick that bodies get before they drift. Weakly compressible schemes kick, drift and kick with forces at the
 * ends of steps; of the others the forces are means over the step, whose whole momentum bodies take over at its end.
 */
export function firstKick({ scheme }: Pick<FluidModel, "scheme">): number {
  return scheme.kind === "weakly-compressible" || scheme.kind === "entropically-damped" ? 0.5 : 0;
}

/** First half of a step of free bodies: the first part of their kick, and they take their particles along. */
export function driftBodies(model: FluidModel, state: FluidState, duration: number): void {
  for (const body of state.bodies) {
    const from = body.state;
    const load = firstKick(model) > 0 ? body.load : noLoad;
    body.state = driftBody(body.shape, from, load, duration);
    for (const i of particlesOf(model, state, body.solid)) {
      const start = unwrapped(model, state, i);
      const travel = difference(carried(from, body.state, start), start);
      for (let axis = 0; axis < model.box.dimensions; axis++) {
        moveParticle(model, state, i, axis, travel[axis]);
      }
    }
  }
}

/** Where a point of a body goes as the body does: c' + R' Rᵀ (x − c). */
function carried(from: BodyState, to: BodyState, point: Vector3): Vector3 {
  const own = applied(transposed(from.orientation), difference(point, from.center));
  return sum(to.center, applied(to.orientation, own));
}

/** Acceleration of a body's wall at a point as pressures feel it: a + α × r + ω × (ω × r). */
export function feltAcceleration({ shape, state, felt }: MovingBody, point: Vector3): Vector3 {
  const arm = difference(point, state.center);
  const spin = angularVelocityOf(shape, state.orientation, state.angularMomentum);
  return sum(sum(felt.center, cross(felt.angular, arm)), cross(spin, cross(spin, arm)));
}
