import { valueAt } from "./scenario/schemaNode.ts";
import type { ScenarioOf, SolverFamily } from "./family.ts";
import { fluidFamily } from "./fluidFamily.ts";
import { molecularFamily } from "./molecularFamily.ts";

/** Every family of solvers. One line here, and scenarios, the command line and the library have it. */
export const families = [molecularFamily, fluidFamily] as const satisfies readonly SolverFamily[];

/** A scenario of any family, with every default filled in. */
export type Scenario = ScenarioOf<(typeof families)[number]>;

/** The family that a document's `solver.kind` names; undefined where it names none. */
export function findFamily(
  document: unknown,
  among: readonly SolverFamily[] = families,
): SolverFamily | undefined {
  const kind = valueAt(document, ["solver", "kind"]);
  return among.find((family) => family.kind === kind);
}

/** The family of a scenario that has been parsed. */
export function familyOf(scenario: Scenario): SolverFamily<Scenario> {
  return findFamily(scenario) as SolverFamily<Scenario>;
}
