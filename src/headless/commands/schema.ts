import type { Command } from "commander";
import { scenarioJsonSchema } from "../../run/scenario/scenarioJsonSchema.ts";
import type { CommandContext } from "../command.ts";
import { printJson } from "../terminal.ts";

/** `corpuscle schema`: what editors complete and check scenarios with. */
export function addSchema(program: Command, { terminal }: CommandContext): void {
  program
    .command("schema")
    .description("print the JSON Schema of scenarios")
    .action(() => printJson(terminal, scenarioJsonSchema()));
}
