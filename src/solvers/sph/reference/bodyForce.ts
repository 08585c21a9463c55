import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";
import { vectorOf } from "./fluidState.ts";

/** g(t): constant + amplitude · sin(2π (f t + φ)), all of it growing from nothing while t < T [acceleration]. */
export function bodyForceAt({ acceleration, timeStepping, box }: FluidModel, time: number): Vector3 {
  const { constant, oscillation } = acceleration;
  const sine = oscillation ? Math.sin(2 * Math.PI * (oscillation.frequency * time + oscillation.phase)) : 0;
  const steady = vectorOf(constant);
  const swinging = vectorOf(oscillation?.amplitude);
  const along = (axis: number) =>
    axis < box.dimensions
      ? dampingFactor(timeStepping.dampingTime, time) * (steady[axis] + swinging[axis] * sine)
      : 0;
  return [along(0), along(1), along(2)];
}

/** From 0 at time 0 to 1 at the damping time, smoothly (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 29). */
function dampingFactor(dampingTime: number, time: number): number {
  if (time >= dampingTime) return 1;
  return 0.5 * (Math.sin(Math.PI * (time / dampingTime - 0.5)) + 1);
}
