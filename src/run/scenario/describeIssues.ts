import type { core } from "zod";
import type { InputProblem } from "../../core/failure.ts";
import { unitSystems } from "../../core/units.ts";
import type { UnitSystem } from "../../core/units.ts";
import { unknownName } from "../../core/unknownName.ts";
import { expectation, rangeOf } from "./expectation.ts";
import { fieldAt, optionMeant, optionsOf, resolve, valueAt } from "./schemaNode.ts";
import type { SchemaNode } from "./schemaNode.ts";

type Issue = core.$ZodIssue;

/**
 * Says in sentences what a validation found: path, value given, what is allowed and in which unit.
 *
 * @param schema JSON Schema of what `document` was validated against
 */
export function describeIssues(
  issues: readonly Issue[],
  schema: SchemaNode,
  document: unknown,
): InputProblem[] {
  const place = ["setup", "units"];
  const units = valueAt(document, place) ?? fieldAt(schema, place, document).default;
  const symbols = isUnitSystem(units) ? unitSystems[units].symbols : undefined;
  return issues.flatMap((issue) => describeIssue(issue, { schema, document, symbols }));
}

interface Context {
  readonly schema: SchemaNode;
  readonly document: unknown;
  readonly symbols: UnitSystem["symbols"] | undefined;
}

function describeIssue(issue: Issue, context: Context): InputProblem[] {
  const { schema, document, symbols } = context;
  const path = documentPath(issue.path);
  if (issue.code === "custom") return [{ path, message: issue.message }];
  if (issue.code === "unrecognized_keys") return describeUnknownKeys(issue, context);
  const field = fieldAt(schema, issue.path, document);
  const value = valueAt(document, issue.path);
  if (issue.code !== "invalid_union") return [{ path, message: wrongValue(value, field, symbols) }];
  if (issue.discriminator !== undefined && issue.inclusive !== false) {
    // The path leads to the word that tells the options apart, which each option knows its own of.
    return [{ path, message: wrongValue(value, { enum: issue.options }, symbols) }];
  }
  const meant = value === undefined ? undefined : optionMeant(field, value);
  if (meant === undefined) return [{ path, message: wrongValue(value, field, symbols) }];
  return issue.errors[meant].flatMap((inner) =>
    describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, context),
  );
}

function describeUnknownKeys(
  issue: core.$ZodIssueUnrecognizedKeys,
  { schema, document }: Context,
): InputProblem[] {
  const node = resolve(fieldAt(schema, issue.path, document), valueAt(document, issue.path));
  const valid = Object.keys(node.properties ?? {});
  return issue.keys.map((key) => unknownName(documentPath([...issue.path, key]), "key", key, valid));
}

function wrongValue(value: unknown, field: SchemaNode, symbols: Context["symbols"]): string {
  const expected = expectation(field, symbols);
  if (value === undefined)
    return `missing, expected ${expected}${field.description ? `: ${field.description}` : ""}`;
  const words = wordsOf(field);
  if (typeof value === "string" && words.length > 0) return unknownName("", "name", value, words).message;
  const { type, enum: choices, ...limits } = resolve(field, value);
  const isNumber =
    typeof value === "number" && (type === "number" || (type === "integer" && value % 1 === 0));
  if (isNumber && !choices) return `must lie in ${rangeOf(limits, symbols)}, got ${value}`;
  return `expected ${expected}, got ${shorten(JSON.stringify(value) ?? String(value))}`;
}

/** The words that may stand at a field. */
function wordsOf(field: SchemaNode): string[] {
  const words = optionsOf(field).flatMap((option) => option.enum ?? [option.const]);
  return words.filter((word) => typeof word === "string");
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

function documentPath(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function isUnitSystem(name: unknown): name is keyof typeof unitSystems {
  return typeof name === "string" && Object.hasOwn(unitSystems, name);
}
