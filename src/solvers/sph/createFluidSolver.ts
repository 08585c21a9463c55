import type { GpuContext } from "../../gpu/context.ts";
import type { FluidSolver } from "./fluidSolver.ts";
import type { FluidModel } from "./model.ts";
import { WeaklyCompressible } from "./weaklyCompressible.ts";

/** The solver of a model's scheme, with room for so many particles. */
export async function createFluidSolver(
  context: GpuContext,
  model: FluidModel,
  count: number,
): Promise<FluidSolver> {
  switch (model.scheme.kind) {
    case "weakly-compressible":
    case "entropically-damped":
      return WeaklyCompressible.create(context, model, count);
    default:
      throw new RangeError(`the scheme ${model.scheme.kind} has no solver`);
  }
}
