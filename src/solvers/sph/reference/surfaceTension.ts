import type { FluidModel } from "../model.ts";
import { surfaceTensionOf } from "../surfaceTensions/index.ts";
import type { SurfaceTensionNumbers } from "../surfaceTensions/surfaceTensionModel.ts";
import { cohesionAccelerations } from "./cohesion.ts";
import { continuumAccelerations } from "./continuumSurfaceForce.ts";
import type { FluidFields } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import type { ScaledValues } from "./termSum.ts";

type Accelerations = (
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  numbers: SurfaceTensionNumbers,
) => ScaledValues;

/** By the name of the surface tension. */
const accelerationsOf: Readonly<Record<string, Accelerations>> = {
  akinci: cohesionAccelerations,
  "continuum-surface-force": continuumAccelerations,
};

/**
 * Accelerations by the model's surface tension alone. It does not read velocities or pressures.
 *
 * @returns (N, 3), zero for walls; undefined where the model has no surface tension [acceleration]
 */
export function surfaceTensionAccelerations(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
): ScaledValues | undefined {
  if (!model.surfaceTension) return undefined;
  const { model: tension, numbers } = surfaceTensionOf(model.surfaceTension);
  return accelerationsOf[tension.name](model, fields, pairs, numbers);
}
