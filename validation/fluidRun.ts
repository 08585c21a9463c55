import type { FluidFrame } from "../src/core/fluidFrame.ts";
import { BatchLength } from "../src/run/batchLength.ts";
import { createFluidEngine } from "../src/run/createFluidEngine.ts";
import type { FluidEngine } from "../src/run/fluidEngine.ts";
import { fluidFamily } from "../src/run/fluidFamily.ts";
import { type BuiltFluid, buildFluid } from "../src/run/scenario/fluid/buildFluid.ts";
import { parseScenarioOf } from "../src/run/scenario/parseScenario.ts";
import { type Settings, withSettings } from "./scenarioDocument.ts";
import type { ValidationEnvironment } from "./validationCase.ts";

/** A fluid on its way, driven from time to time. */
export class FluidRun {
  readonly #batchLength = new BatchLength();

  constructor(
    readonly engine: FluidEngine,
    readonly built: BuiltFluid,
  ) {}

  get model() {
    return this.built.model;
  }

  /** Goes on to the first step at or beyond a time, and gives the configuration there. */
  async advanceTo(time: number): Promise<FluidFrame> {
    while (this.engine.clock.time < time) {
      const from = this.engine.clock.step;
      const begun = performance.now();
      const left = Math.ceil((time - this.engine.clock.time) / this.engine.clock.timeStep) + 1;
      const maximumSteps = Math.max(1, Math.min(this.#batchLength.steps, left));
      await this.engine.advance({ untilTime: time, maximumSteps });
      const steps = Math.max(1, this.engine.clock.step - from);
      this.#batchLength.measured(steps, (performance.now() - begun) / 1000);
    }
    return this.engine.frame();
  }
}

/** Resolves a fluid scenario that names no files. */
export function buildFluidDocument(document: unknown, settings: Settings = {}): Promise<BuiltFluid> {
  const scenario = parseScenarioOf(fluidFamily, withSettings(document, settings));
  return buildFluid(scenario, (path) => Promise.reject(new Error(`no file ${path} here`)));
}

/** Opens a fluid scenario with values set, and closes it when the action is over. */
export async function withFluid<T>(
  environment: ValidationEnvironment,
  document: unknown,
  settings: Settings,
  action: (run: FluidRun) => Promise<T>,
): Promise<T> {
  const built = await buildFluidDocument(document, settings);
  return environment.withContext(async (context) => {
    const engine = await createFluidEngine(context, built.model, built.particles);
    try {
      return await action(new FluidRun(engine, built));
    } finally {
      engine.destroy();
    }
  });
}

/** Rows of the fluid's particles in a frame. */
export function fluidRows({ particles, fluidCount }: FluidFrame): number[] {
  return Array.from(particles.type.keys()).filter((i) => particles.type[i] < fluidCount);
}
