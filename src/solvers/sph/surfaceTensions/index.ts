import { z } from "zod";
import type { FluidModel } from "../model.ts";
import { akinci } from "./akinci.ts";
import { continuumSurfaceForce } from "./continuumSurfaceForce.ts";
import type { SurfaceTensionModel, SurfaceTensionNumbers } from "./surfaceTensionModel.ts";

/** Every surface tension. One line here and a sum in reference/surfaceTension.ts, and everything else picks it up. */
export const surfaceTensionModels: readonly SurfaceTensionModel[] = [akinci, continuumSurfaceForce];

/** A scenario's `solver.surfaceTension`: `{ kind: NAME, … }` with that model's numbers. */
export const surfaceTensionParameters = z.discriminatedUnion(
  "kind",
  surfaceTensionModels.map(({ parameters }) => parameters) as [
    SurfaceTensionModel["parameters"],
    ...SurfaceTensionModel["parameters"][],
  ],
);

export interface SurfaceTensionParameters {
  readonly kind: string;
}

/** The surface tension of an entry, and its numbers. */
export function surfaceTensionOf(parameters: SurfaceTensionParameters): {
  readonly model: SurfaceTensionModel;
  readonly numbers: SurfaceTensionNumbers;
} {
  const model = surfaceTensionModels.find(({ name }) => name === parameters.kind);
  if (!model) throw new RangeError(`there is no surface tension ${parameters.kind}`);
  const numbers = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "kind"));
  return { model, numbers: numbers as SurfaceTensionNumbers };
}

/**
 * The step that capillary waves of the shortest length allow, before the Courant number: √(ρ h³/(2π σ)), the least of all fluids
 * (Brackbill, Kothe & Zemach, J. Comput. Phys. 100, 335 (1992); with h in Morris, Int. J. Numer. Meth.
 * Fluids 33, 333 (2000), who takes a quarter of it) [time]. Infinity without surface tension.
 */
export function capillaryLimit(fluidModel: FluidModel): number {
  if (!fluidModel.surfaceTension) return Infinity;
  const { model, numbers } = surfaceTensionOf(fluidModel.surfaceTension);
  const h = fluidModel.smoothingLength;
  const limits = fluidModel.fluids.map((fluid) =>
    Math.sqrt((fluid.referenceDensity * h ** 3) / (2 * Math.PI * model.tension(fluid, fluidModel, numbers))),
  );
  return Math.min(Infinity, ...limits);
}
