import type { GpuContext } from "../src/gpu/context.ts";
import type { Engine, EngineOptions } from "../src/run/engine.ts";
import type { BuiltModel } from "../src/run/scenario/buildModel.ts";

/** One published, exact or otherwise computed value against what was measured. */
export interface ValidationRow {
  readonly quantity: string;
  readonly unit?: string;
  readonly reference: number;
  /** NaN where the row is absent. */
  readonly measured: number;
  /** `within`: |measured − reference| ≤ tolerance; `at most` and `at least`: the reference is a bound, the tolerance 0. */
  readonly comparison: "within" | "at most" | "at least";
  readonly tolerance: number;
  /** One standard error of `measured`, where it is an average over a fluctuating quantity. */
  readonly standardError?: number;
  /** `absent`: nothing was compared, for the reason in `note`. */
  readonly status: "passed" | "failed" | "absent";
  readonly note?: string;
  /** What another program is known to reach on the same row. */
  readonly reached?: string;
  /** Where the reference comes from. */
  readonly source: string;
}

/** What a program left behind. */
export interface ProgramResult {
  readonly exitCode: number;
  /** What it printed on both streams. */
  readonly output: string;
  /** Text of the files asked for, by name; those that were not written are left out. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a case runs in. Neither the engine nor the machine is its business. */
export interface ValidationEnvironment {
  /** Opens the chosen device for the length of an action; no context means the float64 reference. */
  withContext<T>(action: (context: GpuContext | undefined) => Promise<T>): Promise<T>;
  /** Opens an engine of molecular dynamics on the chosen device for the length of an action. */
  withEngine<T>(
    built: BuiltModel,
    options: EngineOptions,
    action: (engine: Engine) => Promise<T>,
  ): Promise<T>;
  /**
   * Runs a program in a folder of its own that holds the files given.
   *
   * @param results names of files to bring back
   * @returns undefined where there is no such program
   */
  runProgram(
    program: string,
    programArguments: readonly string[],
    files: Readonly<Record<string, string>>,
    results: readonly string[],
  ): Promise<ProgramResult | undefined>;
  /** Tells what is being done. */
  report(message: string): void;
}

/** A published case; it lives in `validation/NAME/`, with a README that says what is compared and why so closely. */
export interface ValidationCase {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  run(environment: ValidationEnvironment): Promise<readonly ValidationRow[]>;
}
