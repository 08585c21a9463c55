import { readFile } from "node:fs/promises";
import { molecularFamily } from "../../run/molecularFamily.ts";
import type { BuiltModel } from "../../run/scenario/buildModel.ts";
import { parseScenarioOf } from "../../run/scenario/parseScenario.ts";
import { setPath } from "../../run/scenario/setPath.ts";
import { packageFile } from "../packageFiles.ts";
import type { Work } from "./benchSuite.ts";

/** The Lennard-Jones melt of LAMMPS' bench/in.lj in some size. */
export interface MeltWork extends Work {
  /** fcc cells along each edge; four atoms each. */
  readonly cells: number;
}

/**
 * Energies per atom must agree: at the start but for the draw of velocities, whose temperature is exact; at the end within what a
 * truncated potential and another draw of velocities leave. An atom that did not move would have a potential energy a fifth too low.
 */
const tolerances = { energyAtStart: 1e-4, energyAtEnd: 2e-3, potentialEnergyAtEnd: 0.05 };

export function meltWork(cells: number, steps: number): MeltWork {
  const particles = 4 * cells ** 3;
  return { name: `melt of ${particles} atoms`, cells, particles, steps, tolerances };
}

/** The scenario in the size of a case, resolved into numbers. */
export async function buildMelt({ cells, steps }: MeltWork): Promise<BuiltModel> {
  const document: unknown = JSON.parse(
    await readFile(packageFile("scenarios/lennard-jones-melt.json"), "utf8"),
  );
  const settings = [`setup.particles.0.cells=[${cells},${cells},${cells}]`, `run.steps=${steps}`];
  // What is recorded plays no part here, but a schedule would have to fit the steps.
  const sized = settings.reduce(setPath, { ...(document as object), record: {} });
  const scenario = parseScenarioOf(molecularFamily, sized);
  return molecularFamily.build(scenario, () => Promise.reject(new Error("the melt names no files")));
}
