import type { GpuContext } from "../gpu/context.ts";
import type { FluidModel, FluidParticles } from "../solvers/sph/model.ts";
import type { FluidEngine } from "./fluidEngine.ts";
import { GpuFluidEngine } from "./gpuFluidEngine.ts";
import { ReferenceFluidEngine } from "./referenceFluidEngine.ts";

/** An engine of a fluid on a device, or without one the float64 reference. */
export async function createFluidEngine(
  context: GpuContext | undefined,
  model: FluidModel,
  particles: FluidParticles,
): Promise<FluidEngine> {
  if (context) return GpuFluidEngine.create(context, model, particles);
  return new ReferenceFluidEngine(model, particles);
}
