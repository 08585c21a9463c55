import { join } from "node:path";
import type { Command } from "commander";
import { runSimulation } from "../../run/runSimulation.ts";
import type { CommandContext } from "../command.ts";
import { drive, type DriveOptions } from "../drive.ts";
import { moveScenario, readScenario, type ScenarioOverrides } from "../scenarioFile.ts";
import { deviceOption, jsonOption, quietOption, setOption } from "../sharedOptions.ts";

/** `corpuscle run`: a scenario from its initial state to its end. */
export function addRun(program: Command, context: CommandContext): void {
  program
    .command("run")
    .description("run a scenario and record it")
    .argument("<SCENARIO.json>", "the scenario")
    .option("--out <DIR>", "where results go (default: out/ and the scenario's name)")
    .option("--steps <N>", "number of steps, instead of the scenario's; 0 records the initial state")
    .addOption(setOption())
    .addOption(deviceOption().default("auto"))
    .option("--seed <N>", "seed of every random number, instead of the scenario's")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (file: string, options: DriveOptions & ScenarioOverrides & { out?: string }) => {
      const located = await readScenario(file, options);
      const folder = options.out ?? join("out", located.scenario.name);
      await drive(moveScenario(located, folder), runSimulation, options, context);
    });
}
