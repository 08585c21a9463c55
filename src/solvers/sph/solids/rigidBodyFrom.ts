import type { SymmetricTensor, Vector3 } from "../../../core/vector.ts";
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
  // About x, y and z.
  const cells = dimensions === 3 ? [2 * own, 2 * own, 2 * own] : [own, own, 2 * own];
  const inertia = momentsOf(positions, center).map(
    (moment, k) => ((moment + (cells[k] ?? 0)) * mass) / count,
  );
  const inPlane = dimensions === 3 ? 1 : 0;
  const [vx, vy, vz = 0] = parameters.velocity;
  const [wx, wy, wz] = parameters.angularVelocity;
  return {
    mass,
    center,
    inertia: inertia as unknown as RigidBody["inertia"],
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

/** Σ (r² 1 − r rᵀ) of points (N, 3) about a place, in Voigt order [length²]. */
export function momentsOf(positions: ArrayLike<number>, center: Vector3): SymmetricTensor {
  let [xx, yy, zz, xy, xz, yz] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < positions.length / 3; i++) {
    const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * i + axis] - center[axis]);
    xx += y * y + z * z;
    yy += x * x + z * z;
    zz += x * x + y * y;
    xy -= x * y;
    xz -= x * z;
    yz -= y * z;
  }
  return [xx, yy, zz, xy, xz, yz];
}
