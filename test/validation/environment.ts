import type { GpuContext } from "../../src/gpu/context.ts";
import { withEngine } from "../../src/run/createEngine.ts";
import type { ProgramResult, ValidationEnvironment } from "../../validation/validationCase.ts";

/** Runs cases on a device, or on the float64 reference, in silence; no program is installed but the one given. */
export function testEnvironment(
  context?: GpuContext,
  runProgram: (files: Readonly<Record<string, string>>) => ProgramResult | undefined = () => undefined,
): ValidationEnvironment {
  return {
    withContext: (action) => action(context),
    withEngine: (built, options, action) => withEngine(context, built, options, action),
    runProgram: async (_program, _arguments, files) => runProgram(files),
    report: () => undefined,
  };
}

/** Quantities of the rows with a status. */
export function quantities(
  rows: readonly { readonly quantity: string; readonly status: string }[],
  status: "passed" | "failed" | "absent",
): string[] {
  return rows.filter((row) => row.status === status).map(({ quantity }) => quantity);
}
