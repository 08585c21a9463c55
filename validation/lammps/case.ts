import type { Frame } from "../../src/core/frame.ts";
import type { ThermodynamicState } from "../../src/observables/thermodynamics.ts";
import { withExperiment } from "../experiment.ts";
import { absent, atMost, within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import { compareForces } from "./compareForces.ts";
import { type Interaction, interactions } from "./interactions.ts";
import { type LammpsResult, runLammps } from "./runLammps.ts";
import document from "./scenario.json";

const source = "LAMMPS on this machine, run 0";

export const lammps: ValidationCase = {
  name: "lammps",
  title: "forces, energy and pressure of one configuration in LAMMPS",
  source: "A. P. Thompson et al., Comput. Phys. Commun. 271, 108171 (2022)",
  async run(environment) {
    const rows: ValidationRow[] = [];
    for (const interaction of interactions) {
      environment.report(`LAMMPS: ${interaction.name}`);
      rows.push(...(await compareInteraction(environment, interaction)));
    }
    return rows;
  },
};

/** Evaluates one configuration in both programs. */
export async function compareInteraction(
  environment: ValidationEnvironment,
  interaction: Interaction,
): Promise<ValidationRow[]> {
  const built = await buildDocument(document, { "solver.pair": interaction.pair });
  const { frame, state } = await withExperiment(environment, built, async (experiment) => ({
    frame: await experiment.frame(),
    state: await experiment.state(),
  }));
  const masses = built.model.types.map(({ mass }) => mass);
  const result = await runLammps(environment, interaction, frame, masses);
  if (!("reason" in result)) return comparisonRows(interaction.name, frame, state, result);
  const row = absent(`forces, energy and pressure, ${interaction.name}`, result.reason, source);
  return [result.missing ? row : { ...row, status: "failed" }];
}

/** Forces atom by atom, energy and pressure. */
export function comparisonRows(
  name: string,
  frame: Frame,
  state: ThermodynamicState,
  result: LammpsResult,
): ValidationRow[] {
  const atoms = frame.particles.count;
  const { medianError, largestError } = compareForces(frame.force, result.force);
  return [
    atMost({ quantity: `median relative force error, ${name}`, reference: 1e-6, measured: medianError, source }),
    atMost({
      quantity: `largest force error over the RMS force, ${name}`,
      reference: 1e-5,
      measured: largestError,
      source,
    }),
    within({
      quantity: `potential energy per atom, ${name}`,
      unit: "ε",
      reference: result.potentialEnergy / atoms,
      measured: state.potentialEnergy / atoms,
      tolerance: 1e-5,
      source,
    }),
    within({
      quantity: `pressure, ${name}`,
      unit: "ε/σ³",
      reference: result.pressure,
      measured: state.pressure,
      tolerance: 1e-4,
      source,
    }),
  ];
}
