import { InputError } from "../../core/failure.ts";
import { findFamily, type Scenario } from "../families.ts";
import type { FamilyScenario, SolverFamily } from "../family.ts";
import { describeIssues } from "./describeIssues.ts";
import { parseJson } from "./jsonText.ts";
import { outlineProblems } from "./outline.ts";
import { familyJsonSchema } from "./scenarioJsonSchema.ts";

/**
 * Validates a scenario document of the family that its `solver.kind` names, and fills in its defaults.
 *
 * @param source text of the document, or the document itself
 * @throws InputError that lists every problem, with path, value, range, unit and nearest valid name
 */
export function parseScenario(source: unknown): Scenario {
  const document = documentOf(source);
  const family = findFamily(document);
  if (!family) throw new InputError(outlineProblems(document));
  return parseScenarioOf(family as SolverFamily<Scenario>, document);
}

/**
 * Validates a scenario document of one family: of another one it is refused. Else as parseScenario.
 *
 * @throws InputError
 */
export function parseScenarioOf<S extends FamilyScenario, Built>(
  family: SolverFamily<S, Built>,
  source: unknown,
): S {
  const document = documentOf(source);
  const parsed = family.schema.safeParse(document);
  const wrongFields = parsed.success
    ? []
    : describeIssues(parsed.error.issues, familyJsonSchema(family as SolverFamily), document);
  const problems = [...wrongFields, ...family.check(document)];
  if (!parsed.success || problems.length > 0) throw new InputError(problems);
  return parsed.data;
}

function documentOf(source: unknown): unknown {
  return typeof source === "string" ? parseJson(source) : source;
}
