import type { Vector3 } from "../../core/vector.ts";
import type { FluidModel } from "./model.ts";

/** Body force at time 0, which beginStep.wgsl finds at the ends of steps alone [acceleration]. */
export function bodyForceAtStart({ acceleration, timeStepping, box }: FluidModel): Vector3 {
  const { constant, oscillation } = acceleration;
  if (timeStepping.dampingTime > 0) return [0, 0, 0];
  const sine = oscillation ? Math.sin(2 * Math.PI * oscillation.phase) : 0;
  const along = (axis: number) =>
    axis < box.dimensions ? (constant[axis] ?? 0) + sine * (oscillation?.amplitude[axis] ?? 0) : 0;
  return [along(0), along(1), along(2)];
}
