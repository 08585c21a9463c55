import { InputError } from "../../../core/failure.ts";
import type { FluidModel } from "../model.ts";

/** @throws InputError where a solid moves freely, which is not compared yet */
export function checkSolids({ solids }: Pick<FluidModel, "solids">): void {
  const message = "free rigid bodies are not compared with the float64 reference: give it a motion";
  const free = solids.filter(({ body }) => body);
  if (free.length > 0)
    throw new InputError(free.map(({ name }) => ({ path: `solids.${name}.body`, message })));
}
