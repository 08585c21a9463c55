import type { Vector3 } from "../../../core/vector.ts";

export function scaled([x, y, z]: Vector3, factor: number): Vector3 {
  return [factor * x, factor * y, factor * z];
}

export function sum(a: Vector3, b: Vector3): Vector3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function difference(a: Vector3, b: Vector3): Vector3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Three numbers from the given place on. */
export function tripleAt(values: ArrayLike<number>, place: number): Vector3 {
  return [values[place], values[place + 1], values[place + 2]];
}
