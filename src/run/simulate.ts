import type { GpuContext } from "../gpu/context.ts";
import { version } from "../version.ts";
import { createEngine } from "./createEngine.ts";
import { MemoryOutput } from "./memoryOutput.ts";
import type { Output } from "./output.ts";
import { engineOptionsFor } from "./recorders/recorders.ts";
import { runSimulation } from "./runSimulation.ts";
import { buildModel } from "./scenario/buildModel.ts";
import { parseScenario } from "./scenario/parseScenario.ts";
import type { ReadFile } from "./scenario/readParticleFiles.ts";
import type { Progress, RunSummary } from "./simulationOptions.ts";

export interface SimulateOptions {
  /** Device to compute on; the float64 reference where left out. It stays the caller's to destroy. */
  readonly context?: GpuContext;
  /** Where results go. */
  readonly output?: Output;
  /** Reads the files that the scenario names. */
  readonly readFile?: ReadFile;
  /** Called after every batch of steps. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asks to stop: the batch is finished and a checkpoint written. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a scenario from its initial state to its end: all of the library in one call.
 *
 * @param document a scenario, or its JSON text
 * @throws InputError, OutputError, NumericalError
 */
export async function simulate(document: unknown, options: SimulateOptions = {}): Promise<RunSummary> {
  const { context, output = new MemoryOutput(), readFile = noFiles, onProgress, signal } = options;
  const scenario = parseScenario(document);
  const built = await buildModel(scenario, readFile);
  const engine = await createEngine(context, built, engineOptionsFor(scenario.record));
  const { model } = built;
  return runSimulation({ engine, model, scenario, output, version, onProgress, signal }).finally(() =>
    engine.destroy(),
  );
}

function noFiles(): Promise<never> {
  return Promise.reject(new Error("no readFile was given"));
}
