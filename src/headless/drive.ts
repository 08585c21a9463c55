import { exitCodes } from "../core/failure.ts";
import type { Progress, RunSummary, SimulationOptions } from "../run/simulationOptions.ts";
import { version } from "../version.ts";
import type { CommandContext } from "./command.ts";
import { FileOutput } from "./fileOutput.ts";
import { interruptible } from "./interruption.ts";
import { createProgress } from "./progress.ts";
import { buildLocated, type LocatedScenario } from "./scenarioFile.ts";
import { printRunSummary } from "./runSummary.ts";
import { printJson, printLine } from "./terminal.ts";
import { withContext } from "./withContext.ts";

/** Options that `run` and `resume` share. */
export interface DriveOptions {
  readonly device: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/**
 * Builds what a scenario describes, runs it into the scenario's folder, shows how far it is and prints what came
 * of it.
 *
 * @param simulate runSimulation or resumeSimulation
 */
export async function drive(
  located: LocatedScenario,
  simulate: (options: SimulationOptions) => Promise<RunSummary>,
  { device, json, quiet }: DriveOptions,
  { terminal, finish }: CommandContext,
): Promise<void> {
  const { scenario, folder } = located;
  const built = await buildLocated(located);
  const progress = json || quiet ? undefined : createProgress(terminal.stderr);
  const onProgress = (state: Progress) => progress?.update(state);
  const notify = (message: string) => printLine(terminal.stderr, message);
  await withContext(device, notify, async (context) => {
    const course = await built.open(context);
    try {
      await withOutput(folder, async (output) => {
        const run = (signal: AbortSignal) =>
          simulate({ course, scenario, output, version, onProgress, signal });
        const summary = await interruptible(terminal.stderr, run).finally(() => progress?.stop());
        if (json) printJson(terminal, { ...summary, output: folder });
        else if (!quiet) await printRunSummary(terminal, summary, output);
        finish(summary.status === "interrupted" ? exitCodes.interrupted : exitCodes.done);
      });
    } finally {
      course.destroy();
    }
  });
}

async function withOutput(folder: string, action: (output: FileOutput) => Promise<void>): Promise<void> {
  const output = await FileOutput.open(folder);
  await action(output).finally(() => output.close());
}
