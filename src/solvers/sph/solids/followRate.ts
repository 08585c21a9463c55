import type { FluidModel } from "../model.ts";

/**
 * How fast a held solid takes on the velocity it is led with: within the time that sound takes for ten smoothing lengths, so that it
 * pushes the fluid and does not strike it [1/time].
 */
export function followRate({ fluids, smoothingLength }: FluidModel): number {
  return Math.max(...fluids.map(({ soundSpeed }) => soundSpeed)) / (10 * smoothingLength);
}
