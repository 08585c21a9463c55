import { InputError } from "../../../core/failure.ts";
import type { FluidModel } from "../model.ts";

/** @throws InputError where a solid moves freely, which is not written in float64 */
export function checkSolids({ solids }: Pick<FluidModel, "solids">): void {
  const message = "the float64 reference has no free rigid bodies: give it a motion, or choose a GPU engine";
  const free = solids.filter(({ body }) => body);
  if (free.length > 0)
    throw new InputError(free.map(({ name }) => ({ path: `solids.${name}.body`, message })));
}
