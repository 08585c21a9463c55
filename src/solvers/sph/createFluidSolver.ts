import type { Region } from "../../gpu/cellLayout.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { DivergenceFree } from "./divergenceFree/divergenceFree.ts";
import type { FluidSolver } from "./fluidSolver.ts";
import type { FluidModel } from "./model.ts";
import { PositionBased } from "./positionBased/positionBased.ts";
import { WeaklyCompressible } from "./weaklyCompressible.ts";

/** The solver of a model's scheme, with room for so many particles, which are likely to stay in a region. */
export async function createFluidSolver(
  context: GpuContext,
  model: FluidModel,
  count: number,
  region?: Region,
): Promise<FluidSolver> {
  switch (model.scheme.kind) {
    case "weakly-compressible":
    case "entropically-damped":
      return WeaklyCompressible.create(context, model, count, region);
    case "position-based":
      return PositionBased.create(context, { ...model, scheme: model.scheme }, count, region);
    case "divergence-free":
      return DivergenceFree.create(context, model, count, region);
  }
}
