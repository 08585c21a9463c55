import { InputError } from "../../../src/core/failure.ts";
import type { InputProblem } from "../../../src/core/failure.ts";
import { molecularFamily } from "../../../src/run/molecularFamily.ts";
import { buildModel } from "../../../src/run/scenario/buildModel.ts";
import { parseScenarioOf } from "../../../src/run/scenario/parseScenario.ts";
import { setPath } from "../../../src/run/scenario/setPath.ts";

/** A small, valid scenario for tests to change. */
export const meltScenario = {
  name: "small-melt",
  setup: {
    units: "reduced",
    particles: [{ kind: "lattice", lattice: "fcc", density: 0.8442, cells: [4, 4, 4], type: "A" }],
    velocities: { temperature: 1.44 },
  },
  solver: {
    kind: "molecular-dynamics",
    types: { A: { mass: 1 } },
    pair: {
      potential: "lennard-jones",
      types: { A: { epsilon: 1, sigma: 1 } },
      cutoff: "truncated",
      cutoffRadius: 2.5,
    },
    skin: 0.3,
    integrator: { kind: "velocity-verlet" },
  },
  run: { steps: 10, timeStep: 0.005 },
};

/** The small scenario with values set: `changed("run.steps=5", ...)`. */
export function changed(...assignments: readonly string[]): unknown {
  return assignments.reduce<unknown>(setPath, meltScenario);
}

/** The small scenario without the key that the path ends in. */
export function without(path: string): unknown {
  const copy = structuredClone(meltScenario) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() as string;
  delete keys.reduce((object, key) => object[key] as Record<string, unknown>, copy)[last];
  return copy;
}

export async function noFiles(path: string): Promise<Uint8Array> {
  throw new Error(`no file ${path}`);
}

/** Builds a document, reading particle files from text. */
export function build(document: unknown, files: Readonly<Record<string, string | Uint8Array>> = {}) {
  return buildModel(parseScenarioOf(molecularFamily, document), async (path) => {
    const content = files[path] ?? (await noFiles(path));
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  });
}

/** The problems that an action is refused with, as `path: message`. */
export async function problemsOf(action: () => unknown): Promise<string[]> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path, message }: InputProblem) => (path ? `${path}: ${message}` : message));
  }
  return [];
}
