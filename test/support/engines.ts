import { afterEach } from "vitest";
import type { Particles } from "../../src/core/particles.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import type { EngineOptions } from "../../src/run/engine.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { useDevice } from "./device.ts";

export type CreateEngine = (
  model: MolecularModel,
  particles: Particles,
  options?: EngineOptions,
  context?: GpuContext,
) => Promise<GpuEngine>;

/** Creates engines on the file's device; they are destroyed after the test. */
export function useEngines(): { readonly device: () => GpuContext; readonly createEngine: CreateEngine } {
  const device = useDevice();
  const engines: GpuEngine[] = [];
  afterEach(() => {
    for (const engine of engines.splice(0)) engine.destroy();
  });
  return {
    device,
    async createEngine(model, particles, options, context = device()) {
      const engine = await GpuEngine.create(context, model, particles, options);
      engines.push(engine);
      return engine;
    },
  };
}
