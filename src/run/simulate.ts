import type { GpuContext } from "../gpu/context.ts";
import { version } from "../version.ts";
import { buildScenario } from "./buildScenario.ts";
import { MemoryOutput } from "./memoryOutput.ts";
import type { Output } from "./output.ts";
import { runSimulation } from "./runSimulation.ts";
import { parseScenario } from "./scenario/parseScenario.ts";
import type { ReadFile } from "./scenario/readFile.ts";
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
  const built = await buildScenario(scenario, readFile);
  const course = await built.open(context);
  return runSimulation({ course, scenario, output, version, onProgress, signal }).finally(() =>
    course.destroy(),
  );
}

function noFiles(): Promise<never> {
  return Promise.reject(new Error("no readFile was given"));
}
