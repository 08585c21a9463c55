import { decodeCoordinate, positionCode } from "../../../core/fixedPoint.ts";
import type { Particles } from "../../../core/particles.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import { bodiesAtStart, type MovingBody } from "../../../solvers/sph/reference/movingBody.ts";
import type { Matrix } from "../../../solvers/sph/reference/rigidBody.ts";
import { particlesOf, unwrapped } from "../../../solvers/sph/reference/solidParticles.ts";
import { scaled, tripleAt } from "../../../solvers/sph/reference/vectors.ts";
import { bodyBlock } from "../../../solvers/sph/solids/bodyRecords.ts";
import { solidBlock } from "../../../solvers/sph/solids/solidRecords.ts";

/** A free body as the device has it: what moves is the device's, the rest the reference's. */
export interface DeviceBody extends MovingBody {
  /** What the device has made of its angular momentum [1/time]. */
  readonly angularVelocity: Vector3;
}

/** The free bodies in the records of solids and bodies. */
export function deviceBodies(
  model: FluidModel,
  particles: Particles,
  solids: ArrayBuffer,
  bodies: ArrayBuffer,
): DeviceBody[] {
  const records = solidBlock.unpack(solids);
  const own = bodyBlock.unpack(bodies);
  return bodiesAtStart(model, particles.type).map((body, k) => {
    const solid = records[body.solid];
    return {
      ...body,
      state: {
        center: centerNear(model, particles, body.solid, solid.center),
        orientation: matrixOf(solid.orientation),
        velocity: tripleAt(solid.velocity, 0),
        angularMomentum: tripleAt(own[k].angularMomentum, 0),
      },
      load: {
        force: scaled(tripleAt(own[k].acceleration, 0), body.shape.mass),
        torque: tripleAt(own[k].torque, 0),
      },
      felt: {
        center: tripleAt(solid.acceleration, 0),
        angular: tripleAt(solid.angularAcceleration, 0),
      },
      angularVelocity: tripleAt(solid.angularVelocity, 0),
    };
  });
}

/** The image of a centre that its body's particles, which know how often they have crossed a side, lie around. */
function centerNear(
  model: FluidModel,
  particles: Particles,
  solid: number,
  units: readonly number[],
): Vector3 {
  const code = positionCode(model.box);
  const [first] = particlesOf(model, { particles }, solid);
  const near = unwrapped(model, { particles }, first);
  const along = (axis: number) => {
    const wrapped = decodeCoordinate(units[axis], axis, code);
    if (model.box.boundaries[axis] !== "periodic") return wrapped;
    const edge = model.box.lengths[axis];
    return wrapped + edge * Math.round((near[axis] - wrapped) / edge);
  };
  return [along(0), along(1), along(2)];
}

/** The rotation of a quaternion x, y, z, w, of any length. */
function matrixOf(quaternion: readonly number[]): Matrix {
  const length = Math.hypot(...quaternion);
  const [x, y, z, w] = quaternion.map((q) => q / length);
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}
