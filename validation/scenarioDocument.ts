import type { Particles } from "../src/core/particles.ts";
import { type BuiltModel, buildModel } from "../src/run/scenario/buildModel.ts";
import { molecularFamily } from "../src/run/molecularFamily.ts";
import { parseScenarioOf } from "../src/run/scenario/parseScenario.ts";
import { setPath } from "../src/run/scenario/setPath.ts";

/** Values by their path in a scenario, as `--set` takes them: `{ "run.timeStep": 0.002 }`. */
export type Settings = Readonly<Record<string, unknown>>;

/** A copy of a scenario document with values set. */
export function withSettings(document: unknown, settings: Settings): unknown {
  return Object.entries(settings).reduce(
    (result, [path, value]) => setPath(result, `${path}=${JSON.stringify(value)}`),
    document,
  );
}

/**
 * Resolves a scenario document of molecular dynamics that names no files.
 *
 * @param particles take the place of those of the set-up: the end of an earlier run goes on under another model
 */
export async function buildDocument(
  document: unknown,
  settings: Settings = {},
  particles?: Particles,
): Promise<BuiltModel> {
  const scenario = parseScenarioOf(molecularFamily, withSettings(document, settings));
  const built = await buildModel(scenario, (path) => Promise.reject(new Error(`no file ${path} here`)));
  return particles ? { ...built, particles } : built;
}
