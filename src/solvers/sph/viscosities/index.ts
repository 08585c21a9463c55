import { z } from "zod";
import { artificial } from "./artificial.ts";
import { laminar } from "./laminar.ts";
import type { ViscosityModel, ViscosityNumbers } from "./viscosityModel.ts";

/** Every viscosity. One line here, and schema, GPU passes, reference, verification and tests pick it up. */
export const viscosityModels: readonly ViscosityModel[] = [artificial, laminar];

/** One entry of a scenario's `solver.viscosities`: `{ kind: NAME, … }` with that model's numbers. */
export const viscosityParameters = z.discriminatedUnion(
  "kind",
  viscosityModels.map(({ parameters }) => parameters) as [
    ViscosityModel["parameters"],
    ...ViscosityModel["parameters"][],
  ],
);

export interface ViscosityParameters {
  readonly kind: string;
}

/** The model of an entry, and its numbers. */
export function viscosityOf(parameters: ViscosityParameters): {
  readonly model: ViscosityModel;
  readonly numbers: ViscosityNumbers;
} {
  const model = viscosityModels.find(({ name }) => name === parameters.kind);
  if (!model) throw new RangeError(`there is no viscosity ${parameters.kind}`);
  const numbers = Object.entries(parameters).filter(([key]) => key !== "kind");
  return { model, numbers: Object.fromEntries(numbers) as ViscosityNumbers };
}
