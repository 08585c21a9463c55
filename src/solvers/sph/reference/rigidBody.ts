import type { SymmetricTensor, Vector3 } from "../../../core/vector.ts";
import { cross, difference, dot, scaled, sum } from "./vectors.ts";

/** Three rows. */
export type Matrix = readonly [Vector3, Vector3, Vector3];

/** What a free rigid body keeps. */
export interface BodyShape {
  /** [mass] */
  readonly mass: number;
  /** About the centre of mass, as the body lies at time 0 [mass·length²]. */
  readonly inertia: SymmetricTensor;
}

/** Where a free rigid body is, and how it moves. */
export interface BodyState {
  /** Centre of mass [length]. */
  readonly center: Vector3;
  /** Rotation since time 0. */
  readonly orientation: Matrix;
  readonly velocity: Vector3;
  /** About the centre of mass, along the axes of space [mass·length²/time]. */
  readonly angularMomentum: Vector3;
}

/** What pushes a body, about its centre of mass. */
export interface BodyLoad {
  /** Gravity included [force]. */
  readonly force: Vector3;
  readonly torque: Vector3;
}

/** How the motion of a body changes. */
export interface BodyAcceleration {
  /** [acceleration] */
  readonly center: Vector3;
  /** [1/time²] */
  readonly angular: Vector3;
}

export const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Nothing pushes. */
export const noLoad: BodyLoad = { force: [0, 0, 0], torque: [0, 0, 0] };

/** I ω of a body as it lies at time 0 [mass·length²/time]. */
export function startMomentum({ inertia }: BodyShape, spin: Vector3): Vector3 {
  const [xx, yy, zz, xy, xz, yz] = inertia;
  return applied(
    [
      [xx, xy, xz],
      [xy, yy, yz],
      [xz, yz, zz],
    ],
    spin,
  );
}

/** ω = R I⁻¹ Rᵀ L [1/time]. */
export function angularVelocityOf({ inertia }: BodyShape, orientation: Matrix, momentum: Vector3): Vector3 {
  return applied(orientation, solved(inertia, applied(transposed(orientation), momentum)));
}

/** ½ m v² + ½ ω·L [energy]. */
export function kineticEnergy(
  shape: BodyShape,
  { orientation, velocity, angularMomentum }: BodyState,
): number {
  const spin = angularVelocityOf(shape, orientation, angularMomentum);
  return 0.5 * (shape.mass * dot(velocity, velocity) + dot(spin, angularMomentum));
}

/**
 * First half of a step: half a kick by the load of the last step, then the body drifts. Euler's equations in the form
 * dL/dt = τ, dR/dt = [ω]R, ω = R I⁻¹ Rᵀ L, by the explicit midpoint rule on the rotation group (Simo & Wong, Int. J. Numer.
 * Methods Eng. 31, 19 (1991)): L is exact without a torque, the rest of second order.
 */
export function driftBody(shape: BodyShape, state: BodyState, load: BodyLoad, duration: number): BodyState {
  const kicked = kickBody(shape, state, load, duration / 2);
  const { orientation, angularMomentum, velocity, center } = kicked;
  const spinAt = (pose: Matrix) => angularVelocityOf(shape, pose, angularMomentum);
  const middle = multiplied(rotation(scaled(spinAt(orientation), duration / 2)), orientation);
  return {
    ...kicked,
    center: sum(center, scaled(velocity, duration)),
    orientation: orthonormal(multiplied(rotation(scaled(spinAt(middle), duration)), orientation)),
  };
}

/** v ← v + duration · F/m, L ← L + duration · τ: with half a step it ends the step. */
export function kickBody(
  { mass }: BodyShape,
  state: BodyState,
  { force, torque }: BodyLoad,
  duration: number,
): BodyState {
  return {
    ...state,
    velocity: sum(state.velocity, scaled(force, duration / mass)),
    angularMomentum: sum(state.angularMomentum, scaled(torque, duration)),
  };
}

/** Force and torque of forces on points of a body [force], [force·length]. */
export function loadOf(points: readonly Vector3[], forces: readonly Vector3[], center: Vector3): BodyLoad {
  return points.reduce(
    ({ force, torque }, point, k) => ({
      force: sum(force, forces[k]),
      torque: sum(torque, cross(difference(point, center), forces[k])),
    }),
    { force: [0, 0, 0] as Vector3, torque: [0, 0, 0] as Vector3 },
  );
}

/** v + ω × r at a point of the body. */
export function bodyVelocityAt(shape: BodyShape, state: BodyState, point: Vector3): Vector3 {
  const spin = angularVelocityOf(shape, state.orientation, state.angularMomentum);
  return sum(state.velocity, cross(spin, difference(point, state.center)));
}

/**
 * Accelerations of the centre and of the turning: F/m, and by Euler's equation R I⁻¹ Rᵀ (τ − ω × L).
 * [acceleration], [1/time²]
 */
export function accelerationsOf(
  shape: BodyShape,
  { orientation, angularMomentum }: BodyState,
  { force, torque }: BodyLoad,
): BodyAcceleration {
  const spin = angularVelocityOf(shape, orientation, angularMomentum);
  const change = difference(torque, cross(spin, angularMomentum));
  return {
    center: scaled(force, 1 / shape.mass),
    angular: angularVelocityOf(shape, orientation, change),
  };
}

/** exp of a rotation vector, by Rodrigues' formula. */
export function rotation(vector: Vector3): Matrix {
  const angle = Math.hypot(...vector);
  if (angle === 0) return identity;
  const axis = scaled(vector, 1 / angle);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const column = (unit: Vector3): Vector3 =>
    sum(sum(scaled(unit, c), scaled(cross(axis, unit), s)), scaled(axis, (1 - c) * dot(axis, unit)));
  return transposed([column([1, 0, 0]), column([0, 1, 0]), column([0, 0, 1])]);
}

export function applied(matrix: Matrix, vector: Vector3): Vector3 {
  return [dot(matrix[0], vector), dot(matrix[1], vector), dot(matrix[2], vector)];
}

function multiplied(a: Matrix, b: Matrix): Matrix {
  const [x, y, z] = transposed(b).map((column) => applied(a, column));
  return transposed([x, y, z]);
}

/** The rotation that a matrix is but for rounding, which would stretch a body ever faster from step to step. */
export function orthonormal([first, second]: Matrix): Matrix {
  const x = scaled(first, 1 / Math.hypot(...first));
  const across = difference(second, scaled(x, dot(x, second)));
  const y = scaled(across, 1 / Math.hypot(...across));
  return [x, y, cross(x, y)];
}

export function transposed([x, y, z]: Matrix): Matrix {
  return [
    [x[0], y[0], z[0]],
    [x[1], y[1], z[1]],
    [x[2], y[2], z[2]],
  ];
}

/** I⁻¹ v by Cramer's rule. */
function solved([xx, yy, zz, xy, xz, yz]: SymmetricTensor, v: Vector3): Vector3 {
  const columns: Matrix = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  const determinant = (a: Vector3, b: Vector3, c: Vector3) => dot(a, cross(b, c));
  const [a, b, c] = columns;
  const whole = determinant(a, b, c);
  return [determinant(v, b, c) / whole, determinant(a, v, c) / whole, determinant(a, b, v) / whole];
}
