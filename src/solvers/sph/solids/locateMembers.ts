import type { GpuContext } from "../../../gpu/context.ts";
import type { Pass } from "../../../gpu/pass.ts";
import { FluidCompiler } from "../fluidCode.ts";
import type { FluidModel } from "../model.ts";
import locateMembers from "./locateMembers.wgsl?raw";
import { hasMovingSolids, solidBlock } from "./solidRecords.ts";

/** The pass that goes with every sort where solids move. */
export async function compileLocateMembers(
  context: GpuContext,
  model: FluidModel,
): Promise<Pass | undefined> {
  if (!hasMovingSolids(model)) return undefined;
  return new FluidCompiler(context, model, {}).perParticle({
    label: "locateMember",
    code: [solidBlock.wgsl, locateMembers],
    reads: ["position", "tag", "solids"],
    writes: ["members"],
  });
}
