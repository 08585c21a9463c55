import { existsSync } from "node:fs";
import type { Command } from "commander";
import { InputError } from "../../core/failure.ts";
import { resumeSimulation } from "../../run/resumeSimulation.ts";
import { readRunDocument, type RunDocument } from "../../run/runDocument.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import type { CommandContext } from "../command.ts";
import { adapterDescription, listAdapters } from "../dawn.ts";
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
      const device = options.device === "same" ? await sameDevice(adapter) : options.device;
      const located = { scenario: parseScenario(scenario), folder };
      await drive(located, resumeSimulation, { ...options, device }, context);
    });
}

/** The adapter of the run so far; the best there is where the run comes from another machine, or from a browser. */
async function sameDevice({ kind, description }: RunDocument["adapter"]): Promise<string> {
  if (kind === "reference") return "cpu";
  const present = (await listAdapters()).map(adapterDescription);
  return present.includes(description) ? description : "auto";
}

async function readRunFolder(folder: string): Promise<RunDocument> {
  // Opening an output creates its folder, which a mistyped name should not.
  if (!existsSync(folder)) throw new InputError([{ path: folder, message: "there is no such folder" }]);
  return readRunDocument(await FileOutput.open(folder));
}
