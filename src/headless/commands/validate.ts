import type { Command } from "commander";
import { validationCases } from "../../../validation/index.ts";
import type { ValidationEnvironment } from "../../../validation/validationCase.ts";
import { exitCodes, type InputProblem, InputError } from "../../core/failure.ts";
import { unknownName } from "../../core/unknownName.ts";
import { withEngine } from "../../run/createEngine.ts";
import { referenceAdapter } from "../../run/engine.ts";
import type { CommandContext } from "../command.ts";
import { runProgram } from "../runProgram.ts";
import { deviceOption, jsonOption } from "../sharedOptions.ts";
import { printJson, printLine } from "../terminal.ts";
import { printValidation } from "../validationTable.ts";
import { withContext } from "../withContext.ts";

interface ValidateOptions {
  readonly device: string;
  readonly json?: boolean;
}

/** `corpuscle validate`: published values against what this program computes. */
export function addValidate(program: Command, { terminal, finish }: CommandContext): void {
  program
    .command("validate")
    .description("run published cases and compare with their reference values")
    .argument("[CASE...]", `names of cases: ${caseNames.join(", ")} (default: all)`)
    .addOption(deviceOption().default("auto"))
    .addOption(jsonOption())
    .action(async (names: readonly string[], { device, json }: ValidateOptions) => {
      const cases = chooseCases(names);
      const tell = (message: string) => printLine(terminal.stderr, message);
      const tellOnce = once(tell);
      let adapter = "";
      const environment: ValidationEnvironment = {
        withContext: (action) =>
          withContext(device, tellOnce, (context) => {
            adapter = (context?.adapter ?? referenceAdapter).description;
            return action(context);
          }),
        withEngine: (built, options, action) =>
          environment.withContext((context) => withEngine(context, built, options, action)),
        runProgram,
        report: tell,
      };
      const results = [];
      for (const validationCase of cases) {
        const { name, title, source } = validationCase;
        const rows = await validationCase.run(environment);
        results.push({ name, title, source, rows });
        if (!json) printValidation(terminal, validationCase, rows);
      }
      const passed = results.every(({ rows }) => rows.every(({ status }) => status !== "failed"));
      if (json) printJson(terminal, { status: passed ? "done" : "failed", adapter, cases: results });
      else printLine(terminal.stdout, `\n${passed ? "No row failed" : "FAILED"} on ${adapter}.`);
      finish(passed ? exitCodes.done : exitCodes.checkFailed);
    });
}

/** Each case opens engines of its own; what is told of each needs telling once. */
function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) tell(message);
    told.add(message);
  };
}

const caseNames = validationCases.map(({ name }) => name);

function chooseCases(names: readonly string[]) {
  const problems: InputProblem[] = names
    .filter((name) => !caseNames.includes(name))
    .map((name) => unknownName(name, "case", name, caseNames));
  if (problems.length > 0) throw new InputError(problems);
  return names.length > 0 ? validationCases.filter(({ name }) => names.includes(name)) : validationCases;
}
