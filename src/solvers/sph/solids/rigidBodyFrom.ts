import type { Vector3 } from "../../../core/vector.ts";
import type { RigidBody } from "../model.ts";
import type { BodyParameters } from "../parameters/bodyParameters.ts";

/**
 * The rigid body that particles of equal mass make up. Each counts as a square or cube, so that a single one and a row
 * of them have an inertia about every axis.
 *
 * @param positions (N, 3) row-major, not wrapped: across a periodic side the body goes on [length]
 * @param particleVolume [length^D]
 * @throws RangeError where there are no particles
 */
export function rigidBodyFrom(
  positions: ArrayLike<number>,
  particleVolume: number,
  dimensions: 2 | 3,
  parameters: BodyParameters,
): RigidBody {
  const count = positions.length / 3;
  if (count === 0) throw new RangeError("a rigid body needs particles");
  const { density = 0, mass = density * particleVolume * count, restitution } = parameters;
  const center = meanPosition(positions);
  const side = particleVolume ** (1 / dimensions);
  // ∫ x² over a square or cube of mass 1 and this side.
  const own = count * (side ** 2 / 12);
  const moments = [own, own, dimensions === 3 ? own : 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * i + axis] - center[axis]);
    [x * x, y * y, z * z, x * y, x * z, y * z].forEach((product, k) => (moments[k] += product));
  }
  const [xx, yy, zz, xy, xz, yz] = moments.map((moment) => (moment * mass) / count);
  const inPlane = dimensions === 3 ? 1 : 0;
  const [vx, vy, vz = 0] = parameters.velocity;
  const [wx, wy, wz] = parameters.angularVelocity;
  return {
    mass,
    center,
    inertia: [yy + zz, xx + zz, xx + yy, -xy, -xz, -yz],
    velocity: [vx, vy, inPlane * vz],
    angularVelocity: [inPlane * wx, inPlane * wy, wz],
    restitution,
  };
}

/** Of points (N, 3), each axis summed about the first of them [length]. */
export function meanPosition(positions: ArrayLike<number>): Vector3 {
  const count = positions.length / 3;
  const along = (axis: number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += positions[3 * i + axis] - positions[axis];
    return positions[axis] + sum / count;
  };
  return [along(0), along(1), along(2)];
}
