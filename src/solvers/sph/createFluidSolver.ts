import type { GpuContext } from "../../gpu/context.ts";
import { DivergenceFree } from "./divergenceFree/divergenceFree.ts";
import type { FluidExtent } from "./fluidExtent.ts";
import type { FluidSolver } from "./fluidSolver.ts";
import type { FluidModel } from "./model.ts";
import { PositionBased } from "./positionBased/positionBased.ts";
import { WeaklyCompressible } from "./weaklyCompressible.ts";

/** The solver of a model's scheme, with room for its particles. */
export async function createFluidSolver(
  context: GpuContext,
  model: FluidModel,
  extent: FluidExtent,
): Promise<FluidSolver> {
  switch (model.scheme.kind) {
    case "weakly-compressible":
    case "entropically-damped":
      return WeaklyCompressible.create(context, model, extent);
    case "position-based":
      return PositionBased.create(context, { ...model, scheme: model.scheme }, extent);
    case "divergence-free":
      return DivergenceFree.create(context, model, extent);
  }
}
