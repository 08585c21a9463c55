import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel, FluidParticles, RigidBody } from "../../../solvers/sph/model.ts";
import { inverseInertia } from "../../../solvers/sph/solids/bodyRecords.ts";
import { meanPosition, momentsOf, rigidBodyFrom } from "../../../solvers/sph/solids/rigidBodyFrom.ts";

/** The model with its free bodies as particles have them: where these are now, and moving as these do. */
export function withMovedBodies(model: FluidModel, particles: FluidParticles): FluidModel {
  const solids = model.solids.map((solid, k) =>
    solid.body ? { ...solid, body: movedBody(solid.body, model, particles, model.fluids.length + k) } : solid,
  );
  return { ...model, solids };
}

/** Mean velocity, and the angular velocity J⁻¹ Σ r × v of points that a rigid motion takes along; J = Σ (r² 1 − r rᵀ). */
function movedBody(
  { mass, restitution }: RigidBody,
  { box, spacing }: FluidModel,
  { position, velocity, image, type }: FluidParticles,
  material: number,
): RigidBody {
  const rows = [...type.keys()].filter((i) => type[i] === material);
  const axes = [0, 1, 2];
  const points = rows.flatMap((i) =>
    axes.map((axis) => position[3 * i + axis] + image[3 * i + axis] * box.lengths[axis]),
  );
  const velocities = rows.flatMap((i) => [...velocity.subarray(3 * i, 3 * i + 3)]);
  const [center, mean] = [meanPosition(points), meanPosition(velocities)];
  const angular: [number, number, number] = [0, 0, 0];
  rows.forEach((_, k) => {
    const [x, y, z] = axes.map((axis) => points[3 * k + axis] - center[axis]);
    const [u, v, w] = axes.map((axis) => velocities[3 * k + axis] - mean[axis]);
    angular[0] += y * w - z * v;
    angular[1] += z * u - x * w;
    angular[2] += x * v - y * u;
  });
  const [dxx, dyy, dzz, dxy, dxz, dyz] = inverseInertia(momentsOf(points, center), box.dimensions);
  const [lx, ly, lz] = angular;
  const spin: Vector3 = [
    dxx * lx + dxy * ly + dxz * lz,
    dxy * lx + dyy * ly + dyz * lz,
    dxz * lx + dyz * ly + dzz * lz,
  ];
  return rigidBodyFrom(points, spacing ** box.dimensions, box.dimensions, {
    mass,
    restitution,
    velocity: [...mean],
    // Points in a line, or a single one, do not tell how they turn about it.
    angularVelocity: spin.every(Number.isFinite) ? [...spin] : [0, 0, 0],
  });
}
