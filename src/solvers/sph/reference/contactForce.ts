import type { Vector3 } from "../../../core/vector.ts";
import { difference, dot, scaled } from "./vectors.ts";

/** One side of a contact. */
export interface ContactSide {
  /** Mass behind the particle, Infinity for a solid with a prescribed motion [mass]. */
  readonly mass: number;
  /** Damping ratio, 0 for a solid with a prescribed motion. */
  readonly damping: number;
  readonly point: Vector3;
  readonly velocity: Vector3;
}

/**
 * Force of b on a by a linear spring and dashpot along the line of centres, m (ω² overlap − 2 ζ ω dr/dt) with the reduced
 * mass, never a pull (Cundall & Strack, Géotechnique 29, 47 (1979); Canelas et al., Comput. Phys. Commun. 202, 295 (2016)).
 *
 * @param reach distance below which particles touch [length]
 * @param frequency ω [1/time]
 */
export function contactForce(a: ContactSide, b: ContactSide, reach: number, frequency: number): Vector3 {
  const apart = difference(a.point, b.point);
  const distance = Math.hypot(...apart);
  if (distance >= reach || distance === 0) return [0, 0, 0];
  const normal = scaled(apart, 1 / distance);
  const mass = 1 / (1 / a.mass + 1 / b.mass);
  const damping = Math.max(a.damping, b.damping);
  const parting = dot(normal, difference(a.velocity, b.velocity));
  const push = mass * (frequency ** 2 * (reach - distance) - 2 * damping * frequency * parting);
  return scaled(normal, Math.max(push, 0));
}
