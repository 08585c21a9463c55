import type { GpuContext } from "../gpu/context.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { GpuEngine } from "./gpuEngine.ts";
import { ReferenceEngine } from "./referenceEngine.ts";
import type { BuiltModel } from "./scenario/buildModel.ts";

/** An engine on a device, or without one the float64 reference. */
export async function createEngine(
  context: GpuContext | undefined,
  { model, particles }: BuiltModel,
  options: EngineOptions,
): Promise<Engine> {
  if (context) return GpuEngine.create(context, model, particles, options);
  return new ReferenceEngine(model, particles, options);
}

/** Opens an engine for the length of an action. */
export async function withEngine<T>(
  context: GpuContext | undefined,
  built: BuiltModel,
  options: EngineOptions,
  action: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await createEngine(context, built, options);
  return action(engine).finally(() => engine.destroy());
}
