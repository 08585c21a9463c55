import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { FluidContext } from "./fluidContext.ts";
import type { FluidNeighbourhood } from "./neighbourhood.ts";

/** What a fluid is like at a point. */
export interface FluidPoint {
  /** Σ V W, V = m/ρ: 1 inside a fluid, about ½ on its surface and at a wall, 0 outside. */
  readonly fraction: number;
  /** [pressure] */
  readonly pressure: number;
  /** [density] */
  readonly density: number;
  /** [velocity] */
  readonly velocity: Vector3;
}

/**
 * Σ V A W / Σ V W over the fluid particles within the support, for A = p, ρ and v: the interpolation that is exact for
 * constant fields however the particles lie, also at a surface (D. Shepard, Proc. 23rd ACM National Conf. (1968) 517).
 * NaN where there is no fluid at all.
 */
export function fluidAt(
  point: Vector3,
  frame: FluidFrame,
  context: FluidContext,
  neighbourhood: FluidNeighbourhood,
): FluidPoint {
  const { particles, density: densities, pressure: pressures } = frame;
  let [fraction, pressure, density] = [0, 0, 0];
  const velocity = [0, 0, 0];
  neighbourhood.forEachNear(point, (i, distance) => {
    const weight = weightOf(frame, context, i, distance);
    fraction += weight;
    pressure += weight * pressures[i];
    density += weight * densities[i];
    for (let axis = 0; axis < 3; axis++) velocity[axis] += weight * particles.velocity[3 * i + axis];
  });
  return {
    fraction,
    pressure: pressure / fraction,
    density: density / fraction,
    velocity: [velocity[0] / fraction, velocity[1] / fraction, velocity[2] / fraction],
  };
}

/** Σ V W alone. */
export function fluidFraction(
  point: Vector3,
  frame: FluidFrame,
  context: FluidContext,
  neighbourhood: FluidNeighbourhood,
): number {
  let fraction = 0;
  neighbourhood.forEachNear(point, (i, distance) => {
    fraction += weightOf(frame, context, i, distance);
  });
  return fraction;
}

/** V W of one particle. */
function weightOf({ particles, density }: FluidFrame, context: FluidContext, i: number, distance: number) {
  return (context.materials[particles.type[i]].particleMass / density[i]) * context.kernel(distance);
}
