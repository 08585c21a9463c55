import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { InputError } from "../../core/failure.ts";
import { scenarioJsonSchema } from "../../run/scenario/scenarioJsonSchema.ts";
import type { CommandContext } from "../command.ts";
import { starterScenario } from "../starterScenario.ts";
import { printLine } from "../terminal.ts";

const schemaFile = "corpuscle.schema.json";

/** `corpuscle init`: a scenario to start from, and beside it the JSON Schema that editors complete it with. */
export function addInit(program: Command, { terminal }: CommandContext): void {
  program
    .command("init")
    .description("write a starter scenario, and beside it the JSON Schema that editors complete it with")
    .argument("[FILE]", "where to write the scenario", "scenario.json")
    .action(async (file: string) => {
      await writeNew(file, formatJson({ $schema: `./${schemaFile}`, ...starterScenario }));
      await writeFile(join(dirname(file), schemaFile), formatJson(scenarioJsonSchema()));
      printLine(terminal.stdout, `${file} written. Run it with: npx corpuscle run ${file}`);
    });
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

async function writeNew(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? "exists already; give another name" : message;
    throw new InputError([{ path: file, message: reason }]);
  }
}
