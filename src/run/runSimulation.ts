import { clearEarlierRun } from "./runFolder.ts";
import { Simulation } from "./simulation.ts";
import type { RunSummary, SimulationOptions } from "./simulationOptions.ts";

/**
 * Runs a scenario from its initial state and records it. An earlier run in the same place is replaced.
 *
 * Throws InputError where files would be overwritten that are not an earlier run's, OutputError where results cannot
 * be written, NumericalError where the numbers went wrong; the last two are in `run.json` with status `failed`.
 */
export async function runSimulation(options: SimulationOptions): Promise<RunSummary> {
  await clearEarlierRun(options.output);
  return new Simulation(options).run();
}
