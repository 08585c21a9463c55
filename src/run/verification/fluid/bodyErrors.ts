import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { MovingBody } from "../../../solvers/sph/reference/movingBody.ts";
import { angularVelocityOf } from "../../../solvers/sph/reference/rigidBody.ts";
import { unitScale } from "./verifyMotion.ts";
import type { BodyScales } from "./bodyScales.ts";
import type { DeviceBody } from "./deviceBodies.ts";

/** By how much a quantity of bodies on the device differs from the reference's, component by component. */
export interface BodyError {
  readonly quantity: string;
  readonly error: readonly number[];
  readonly scale: readonly number[];
}

/** Poses and velocities side by side; nothing without bodies. */
export function bodyErrors(
  model: FluidModel,
  measured: readonly DeviceBody[],
  expected: readonly MovingBody[],
  scales: readonly BodyScales[],
): BodyError[] {
  if (expected.length === 0) return [];
  const compare = (
    quantity: string,
    ofDevice: (body: DeviceBody) => readonly number[],
    ofReference: (body: MovingBody) => readonly number[],
    scaleOf: (scale: BodyScales) => number,
  ): BodyError => {
    const error = expected.flatMap((body, k) => {
      const values = ofDevice(measured[k]);
      return ofReference(body).map((value, component) => values[component] - value);
    });
    const components = error.length / expected.length;
    const scale = scales.flatMap((one) => Array.from({ length: components }, () => scaleOf(one)));
    return { quantity, error, scale };
  };
  const both = (
    quantity: string,
    of: (body: MovingBody) => readonly number[],
    scaleOf: (s: BodyScales) => number,
  ) => compare(quantity, of, of, scaleOf);
  return [
    both(
      "centres",
      ({ state }) => state.center,
      ({ center }) => unitScale(model) + center,
    ),
    both(
      "orientations",
      ({ state }) => state.orientation.flat(),
      ({ orientation }) => orientation,
    ),
    both(
      "velocities",
      ({ state }) => state.velocity,
      ({ velocity }) => velocity,
    ),
    both(
      "angular momenta",
      ({ state }) => state.angularMomentum,
      ({ angularMomentum }) => angularMomentum,
    ),
    compare(
      "angular velocities",
      ({ angularVelocity }) => angularVelocity,
      spinOf,
      ({ angularVelocity }) => angularVelocity,
    ),
  ];
}

function spinOf({ shape, state }: MovingBody): Vector3 {
  return angularVelocityOf(shape, state.orientation, state.angularMomentum);
}
