import { Command, CommanderError } from "commander";
import { CorpuscleError, exitCodes, InputError, NumericalError } from "../core/failure.ts";
import type { CommandContext } from "./command.ts";
import { addBench } from "./commands/bench.ts";
import { addDevices } from "./commands/devices.ts";
import { addInit } from "./commands/init.ts";
import { addRender } from "./commands/render.ts";
import { addResume } from "./commands/resume.ts";
import { addRun } from "./commands/run.ts";
import { addSchema } from "./commands/schema.ts";
import { addValidate } from "./commands/validate.ts";
import { addVerify } from "./commands/verify.ts";
import { version } from "../version.ts";
import { printJson, printLine, type Terminal } from "./terminal.ts";

const exitCodeHelp = `
Exit codes: 0 done, 1 a check failed, 2 bad input, 3 no device,
            4 the numbers went wrong, 130 interrupted`;

/**
 * Runs one command of the command line.
 *
 * @param argumentList without the program's name
 * @returns the exit code; failures are printed, not thrown
 */
export async function runCommandLine(argumentList: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = createProgram(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argumentList], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, argumentList.includes("--json"), terminal);
  }
}

function createProgram(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const program = new Command("corpuscle")
    .description("Lagrangian particles on WebGPU, checked against a float64 reference")
    .version(version)
    .addHelpText("after", exitCodeHelp)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride();
  const context: CommandContext = { terminal, finish };
  for (const add of [
    addRun,
    addResume,
    addRender,
    addVerify,
    addValidate,
    addBench,
    addDevices,
    addSchema,
    addInit,
  ]) {
    add(program, context);
  }
  return program;
}

function reportFailure(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    if (json) printJson(terminal, failureObject(error.message, exitCodes.badInput));
    return exitCodes.badInput;
  }
  const exitCode = error instanceof CorpuscleError ? error.exitCode : exitCodes.checkFailed;
  const { message, stack } = error as Error;
  // What is not one of ours is a defect: its stack is what helps.
  const explanation = error instanceof CorpuscleError ? message : (stack ?? message);
  if (json) printJson(terminal, { ...failureObject(explanation, exitCode), ...failureDetails(error) });
  else printLine(terminal.stderr, explanation);
  return exitCode;
}

function failureDetails(error: unknown) {
  if (error instanceof InputError) return { problems: error.problems };
  if (error instanceof NumericalError) return { step: error.step, particleId: error.particleId };
  return {};
}

function failureObject(message: string, exitCode: number) {
  return { status: "failed", exitCode, message };
}
