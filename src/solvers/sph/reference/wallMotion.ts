import type { FluidModel } from "../model.ts";
import { alongInlet, inletSpeedAt } from "../openBoundaries/openBoundaries.ts";
import { driftBodies, feltAcceleration } from "./bodyMotion.ts";
import { moveParticle } from "./boxSides.ts";
import type { FluidState } from "./fluidState.ts";
import { bodyVelocityAt } from "./rigidBody.ts";
import { accelerationAt, movedPoint, rigidMotion, velocityAt } from "./solidMotion.ts";
import { particlesOf, unwrapped } from "./solidParticles.ts";

/** Takes walls along from the present time over a duration [time]: as prescribed, and free bodies as they move. */
export function moveWalls(model: FluidModel, state: FluidState, duration: number): void {
  const { dimensions } = model.box;
  model.solids.forEach(({ motion }, solid) => {
    if (!motion) return;
    const from = rigidMotion(motion, state.time, dimensions);
    const to = rigidMotion(motion, state.time + duration, dimensions);
    for (const i of particlesOf(model, state, solid)) {
      const start = unwrapped(model, state, i);
      const end = movedPoint(from, to, start);
      for (let axis = 0; axis < dimensions; axis++) {
        moveParticle(model, state, i, axis, end[axis] - start[axis]);
      }
    }
  });
  driftBodies(model, state, duration);
}

/** Gives walls the velocity of their motion at the present time; returns their accelerations, (N, 3) [acceleration]. */
export function setWallMotion(model: FluidModel, state: FluidState): Float64Array {
  const accelerations = new Float64Array(state.particles.velocity.length);
  model.solids.forEach(({ motion, inlet }, solid) => {
    if (inlet) {
      const { speed, rate } = inletSpeedAt(inlet.speed, state.time);
      for (const i of particlesOf(model, state, solid)) {
        state.particles.velocity.set(alongInlet(inlet, speed), 3 * i);
        accelerations.set(alongInlet(inlet, rate), 3 * i);
      }
      return;
    }
    const body = state.bodies.find((one) => one.solid === solid);
    if (body) {
      for (const i of particlesOf(model, state, solid)) {
        const point = unwrapped(model, state, i);
        state.particles.velocity.set(bodyVelocityAt(body.shape, body.state, point), 3 * i);
        accelerations.set(feltAcceleration(body, point), 3 * i);
      }
      return;
    }
    const present = rigidMotion(motion, state.time, model.box.dimensions);
    for (const i of particlesOf(model, state, solid)) {
      const point = unwrapped(model, state, i);
      state.particles.velocity.set(velocityAt(present, point), 3 * i);
      accelerations.set(accelerationAt(present, point), 3 * i);
    }
  });
  return accelerations;
}
