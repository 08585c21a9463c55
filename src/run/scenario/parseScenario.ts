import { InputError } from "../../core/failure.ts";
import { molecularDynamicsParameters } from "../../solvers/md/molecularDynamicsParameters.ts";
import { checkScenario } from "./checkScenario.ts";
import type { ScenarioSections } from "./checkScenario.ts";
import { describeIssues } from "./describeIssues.ts";
import { parseJson } from "./jsonText.ts";
import { scenarioJsonSchema } from "./scenarioJsonSchema.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import type { Scenario } from "./scenarioSchema.ts";
import { valueAt } from "./schemaNode.ts";

/**
 * Validates a scenario document and fills in its defaults.
 *
 * @param source text of the document, or the document itself
 * @throws InputError that lists every problem, with path, value, range, unit and nearest valid name
 */
export function parseScenario(source: unknown): Scenario {
  const document = typeof source === "string" ? parseJson(source) : source;
  const parsed = scenarioSchema.safeParse(document);
  const wrongFields = parsed.success
    ? []
    : describeIssues(parsed.error.issues, scenarioJsonSchema(), document);
  const problems = [...wrongFields, ...checkScenario(validSections(document))];
  if (!parsed.success || problems.length > 0) throw new InputError(problems);
  return parsed.data;
}

/** The sections that are right by themselves: one wrong section must not hide the problems of another. */
function validSections(document: unknown): ScenarioSections {
  const { setup, record } = scenarioSchema.shape;
  const { types, pair, integrator } = molecularDynamicsParameters.shape;
  return {
    setup: setup.safeParse(valueAt(document, ["setup"])).data,
    types: types.safeParse(valueAt(document, ["solver", "types"])).data,
    pair: pair.safeParse(valueAt(document, ["solver", "pair"])).data,
    integrator: integrator.safeParse(valueAt(document, ["solver", "integrator"])).data,
    record: record.safeParse(valueAt(document, ["record"])).data,
  };
}
