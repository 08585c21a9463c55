import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { InputError } from "../core/failure.ts";
import { type BuiltScenario, buildScenario } from "../run/buildScenario.ts";
import { familyOf, type Scenario } from "../run/families.ts";
import { parseJson } from "../run/scenario/jsonText.ts";
import { parseScenario } from "../run/scenario/parseScenario.ts";
import { setPath } from "../run/scenario/setPath.ts";

/** What the command line changes in a scenario, as it was typed: the schema judges it together with the rest. */
export interface ScenarioOverrides {
  readonly set?: readonly string[];
  readonly steps?: string;
  readonly seed?: string;
}

/** A scenario and the folder that the files it names are relative to. */
export interface LocatedScenario {
  readonly scenario: Scenario;
  readonly folder: string;
}

/**
 * Reads and validates a scenario.
 *
 * @throws InputError that lists every problem
 */
export async function readScenario(file: string, overrides: ScenarioOverrides): Promise<LocatedScenario> {
  const { set = [], steps, seed } = overrides;
  const assignments = [
    ...set,
    ...(steps === undefined ? [] : [`run.steps=${steps}`]),
    ...(seed === undefined ? [] : [`run.seed=${seed}`]),
  ];
  const document = assignments.reduce(setPath, parseJson(await readText(file)));
  return { scenario: parseScenario(document), folder: dirname(file) };
}

/** Resolves a scenario into numbers; the files it names are read from its folder. */
export function buildLocated({ scenario, folder }: LocatedScenario): Promise<BuiltScenario> {
  return buildScenario(scenario, (path) => readFile(resolve(folder, path)));
}

/** The same scenario for another folder: what is kept there with a run can be built again from there. */
export function moveScenario({ scenario, folder }: LocatedScenario, target: string): LocatedScenario {
  const moved = familyOf(scenario).withPaths(scenario, (path) =>
    isAbsolute(path) ? path : relative(target, resolve(folder, path)),
  );
  return { scenario: moved, folder: target };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : `cannot be read: ${message}`;
    throw new InputError([{ path: file, message: reason }]);
  }
}
