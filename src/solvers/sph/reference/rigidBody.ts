import type { SymmetricTensor, Vector3 } from "../../../core/vector.ts";

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

export const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

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
    orientation: multiplied(rotation(scaled(spinAt(middle), duration)), orientation),
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

/** v + ω × r at a point of the body. */
export function bodyVelocityAt(shape: BodyShape, state: BodyState, point: Vector3): Vector3 {
  const spin = angularVelocityOf(shape, state.orientation, state.angularMomentum);
  return sum(state.velocity, cross(spin, difference(point, state.center)));
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

function scaled([x, y, z]: Vector3, factor: number): Vector3 {
  return [factor * x, factor * y, factor * z];
}

function sum(a: Vector3, b: Vector3): Vector3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function difference(a: Vector3, b: Vector3): Vector3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
