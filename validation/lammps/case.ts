import type { Frame } from "../../src/core/frame.ts";
import type { ThermodynamicState } from "../../src/observables/thermodynamics.ts";
import { roundingRow, roundingTolerance } from "../../src/run/verification/verificationRow.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { pairForceMagnitudes } from "../../src/solvers/md/reference/pairForceMagnitudes.ts";
import { withExperiment } from "../experiment.ts";
import { absent, atMost, within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
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
  if (!("reason" in result)) return comparisonRows(interaction.name, built.model, frame, state, result);
  const row = absent(`forces, energy and pressure, ${interaction.name}`, result.reason, source);
  return [result.missing ? row : { ...row, status: "failed" }];
}

/** Forces atom by atom, energy and pressure. */
export function comparisonRows(
  name: string,
  model: MolecularModel,
  frame: Frame,
  state: ThermodynamicState,
  result: LammpsResult,
): ValidationRow[] {
  const atoms = frame.particles.count;
  return [
    atMost({
      quantity: `largest force error, ${name}`,
      unit: "2⁻²⁴ Σ|terms|",
      reference: roundingTolerance,
      measured: forceError(model, frame, result.force),
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

/** Largest error of a force component, in units of what rounding each of its terms once in float32 makes. */
function forceError(model: MolecularModel, { particles, force }: Frame, expected: Float64Array): number {
  if (expected.length !== force.length) return NaN;
  const magnitudes = pairForceMagnitudes(model, particles.position, particles.type);
  return roundingRow("forces", "components", force, expected, magnitudes.force).worstError;
}
