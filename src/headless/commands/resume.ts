import { existsSync } from "node:fs";
import type { Command } from "commander";
import { InputError } from "../../core/failure.ts";
import { resumeSimulation } from "../../run/resumeSimulation.ts";
import { readRunDocument, type RunDocument } from "../../run/runDocument.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import type { CommandContext } from "../command.ts";
import { drive, type DriveOptions } from "../drive.ts";
import { FileOutput } from "../fileOutput.ts";
import { deviceOption, jsonOption, quietOption } from "../sharedOptions.ts";

/** `corpuscle resume`: goes on with a run from its last checkpoint. */
export function addResume(program: Command, context: CommandContext): void {
  program
    .command("resume")
    .description("go on from the last checkpoint of a run, as if it had never stopped")
    .argument("<DIR>", "where the results of the run are")
    .addOption(deviceOption().default("same", "the adapter of the run so far"))
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (folder: string, options: DriveOptions) => {
      const { scenario, adapter } = await readRunFolder(folder);
      const sameDevice = adapter.kind === "reference" ? "cpu" : adapter.description;
      const device = options.device === "same" ? sameDevice : options.device;
      const located = { scenario: parseScenario(scenario), folder };
      await drive(located, resumeSimulation, { ...options, device }, context);
    });
}

async function readRunFolder(folder: string): Promise<RunDocument> {
  // Opening an output creates its folder, which a mistyped name should not.
  if (!existsSync(folder)) throw new InputError([{ path: folder, message: "there is no such folder" }]);
  return readRunDocument(await FileOutput.open(folder));
}
