import type { SymmetricTensor, Vector3 } from "../../../core/vector.ts";
import { declareUniform } from "../../../gpu/uniformBlock.ts";
import type { FluidModel, RigidBody } from "../model.ts";

/** A free rigid body on the device, beside the record of its solid (solidRecords.ts). */
export const bodyBlock = declareUniform("Body", {
  /** About the centre of mass, along the axes of the box. */
  angularMomentum: "vec3f",
  /** Which of the solids it is. */
  solid: "u32",
  /** At the end of the last step. */
  torque: "vec3f",
  mass: "f32",
  /** Inverse of the inertia tensor as the body lies at time 0: xx, yy, zz, and xy, xz, yz. */
  inverseDiagonal: "vec3f",
  /** Mass behind each particle of a contact. */
  contactMass: "f32",
  inverseSides: "vec3f",
  /** Damping of a contact as a share of the critical one. */
  contactDamping: "f32",
  /** Of the centre at the end of the last step. */
  acceleration: "vec3f",
  /** Mass over the mass of the body and of the fluid in its place. */
  response: "f32",
});

/** Indices of the solids that are free bodies. */
export function bodySolids({ solids }: Pick<FluidModel, "solids">): number[] {
  return [...solids.keys()].filter((index) => solids[index].body);
}

/** @param count particles of the body */
export function packBody(model: FluidModel, solid: number, count: number): ArrayBuffer {
  const { dimensions } = model.box;
  const body = model.solids[solid].body as RigidBody;
  const inverse = inverseInertia(body.inertia, dimensions);
  const [x, y, z] = body.angularVelocity;
  const spin: Vector3 = dimensions === 3 ? [x, y, z] : [0, 0, z];
  return bodyBlock.pack({
    angularMomentum: times(body.inertia, spin).map((L, axis) => (dimensions === 3 || axis === 2 ? L : 0)),
    solid,
    torque: [0, 0, 0],
    mass: body.mass,
    inverseDiagonal: inverse.slice(0, 3),
    contactMass: body.mass / count ** ((dimensions - 1) / dimensions),
    inverseSides: inverse.slice(3),
    contactDamping: contactDamping(body.restitution),
    acceleration: [0, 0, 0],
    response: body.mass / (body.mass + count * model.fluids[0].particleMass),
  });
}

/**
 * Damping ratio of a spring and dashpot that leaves this share of the speed after a collision:
 * ζ = −ln e / √(π² + ln² e).
 */
export function contactDamping(restitution: number): number {
  if (restitution === 0) return 1;
  const logarithm = Math.log(restitution);
  return -logarithm / Math.hypot(Math.PI, logarithm);
}

/** A contact swings no faster than sound crosses one spacing, which the steps of a fluid resolve [1/time]. */
export function contactFrequency({ fluids, spacing }: FluidModel): number {
  return Math.max(...fluids.map(({ soundSpeed }) => soundSpeed)) / spacing;
}

function times([xx, yy, zz, xy, xz, yz]: SymmetricTensor, [x, y, z]: Vector3): number[] {
  return [xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z];
}

/** Voigt order; in two dimensions of the zz component alone. */
export function inverseInertia([xx, yy, zz, xy, xz, yz]: SymmetricTensor, dimensions: 2 | 3): number[] {
  if (dimensions === 2) return [0, 0, 1 / zz, 0, 0, 0];
  const minors = [
    yy * zz - yz * yz,
    xx * zz - xz * xz,
    xx * yy - xy * xy,
    xz * yz - xy * zz,
    xy * yz - xz * yy,
    xy * xz - xx * yz,
  ];
  const determinant = xx * minors[0] + xy * minors[3] + xz * minors[4];
  return minors.map((minor) => minor / determinant);
}
