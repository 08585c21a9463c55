import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import type { InputProblem } from "../../core/failure.ts";
import { unitSystems } from "../../core/units.ts";
import { buildPairTable } from "../../solvers/md/buildPairTable.ts";
import { molecularDynamicsParameters } from "../../solvers/md/molecularDynamicsParameters.ts";
import type { PairTable } from "../../solvers/md/pairTable.ts";
import { checkGeometry } from "./checkGeometry.ts";
import { checkStructure, checkTypeNames } from "./checkSetup.ts";
import { type MolecularScenario, molecularScenarioSchema } from "./molecularScenario.ts";
import { resolveBox } from "./resolveBox.ts";
import { valueAt } from "./schemaNode.ts";

/** The sections of a scenario that are right by themselves. */
export type ScenarioSections = Partial<
  Pick<MolecularScenario, "setup" | "record"> &
    Pick<MolecularScenario["solver"], "types" | "pair" | "integrator">
>;

/**
 * Problems that span several fields or sections, as far as the sections given allow to see them.
 *
 * @param fileBox box of the file that defines the box, once it is read
 */
export function checkScenario(sections: ScenarioSections, fileBox?: Box): InputProblem[] {
  const { setup, types, pair, integrator } = sections;
  const problems: InputProblem[] = setup ? checkStructure(setup) : [];
  // A set-up that contradicts itself has no box that lengths could be held against.
  const box = setup && problems.length === 0 ? resolveBox(setup, fileBox) : undefined;
  const typeNames = types && Object.keys(types);
  if (setup && typeNames) problems.push(...checkTypeNames(setup, typeNames));
  const units = setup && unitSystems[setup.units];
  let pairs: PairTable | undefined;
  try {
    pairs = pair && typeNames && buildPairTable(pair, typeNames, units);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  if (setup && box) problems.push(...checkGeometry({ ...sections, setup }, box, pairs));
  if (setup) problems.push(...velocityProblems(setup, integrator?.kind));
  return problems;
}

/** Problems across the sections of a document, as far as these are right: one must not hide those of another. */
export function checkDocument(document: unknown): InputProblem[] {
  const { setup, record } = molecularScenarioSchema.shape;
  const { types, pair, integrator } = molecularDynamicsParameters.shape;
  return checkScenario({
    setup: setup.safeParse(valueAt(document, ["setup"])).data,
    types: types.safeParse(valueAt(document, ["solver", "types"])).data,
    pair: pair.safeParse(valueAt(document, ["solver", "pair"])).data,
    integrator: integrator.safeParse(valueAt(document, ["solver", "integrator"])).data,
    record: record.safeParse(valueAt(document, ["record"])).data,
  });
}

function velocityProblems(
  { units, velocities, particles }: MolecularScenario["setup"],
  integrator: string | undefined,
): InputProblem[] {
  if (velocities === "fromFile") {
    if (particles.every((part) => part.kind === "file")) return [];
    const message = `"fromFile" needs all particles to come from files; give a temperature instead`;
    return [{ path: "setup.velocities", message }];
  }
  const atRest = velocities === undefined || velocities.temperature === 0;
  if (!atRest || (integrator !== "bussi" && integrator !== "berendsen")) return [];
  const unit = unitSystems[units].symbols.temperature;
  const message = `must lie in (0, ∞) ${unit}: the ${integrator} thermostat scales velocities and cannot start from rest`;
  return [{ path: "setup.velocities.temperature", message }];
}
