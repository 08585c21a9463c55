import { InputError } from "../../core/failure.ts";
import { unknownName } from "../../core/unknownName.ts";
import { parseJson } from "./jsonText.ts";
import { jsonSchemaFor } from "./scenarioJsonSchema.ts";
import { childrenAt, optionsOf } from "./schemaNode.ts";
import type { SchemaNode } from "./schemaNode.ts";

/**
 * A copy of a scenario document with one value set: `run.steps=500`, `setup.particles.0.density=0.8`.
 * The value is JSON, or else taken as text. Sections left out of the document come into being.
 *
 * @throws InputError where the assignment names nothing that a scenario can have: one of the document's family, or
 *   of any where the document names none
 */
export function setPath(document: unknown, assignment: string): unknown {
  return setPathIn(jsonSchemaFor(document), document, assignment);
}

/** As setPath, for documents of a given JSON Schema. */
export function setPathIn(schema: SchemaNode, document: unknown, assignment: string): unknown {
  const equals = assignment.indexOf("=");
  if (equals < 1)
    throw new InputError([{ path: "", message: `expected path=value, got ${JSON.stringify(assignment)}` }]);
  const keys = assignment.slice(0, equals).trim().split(".");
  return assign(document, keys, 0, jsonOrText(assignment.slice(equals + 1)), [schema]);
}

/** `fields`: what the schema can have at keys[0 … depth), over all options of the unions passed. */
function assign(
  target: unknown,
  keys: readonly string[],
  depth: number,
  value: unknown,
  fields: readonly SchemaNode[],
): unknown {
  if (depth === keys.length) return value;
  const key = keys[depth];
  const inner = fields.flatMap((field) => childrenAt(field, key));
  if (inner.length === 0) throw new InputError([unknownKey(keys.slice(0, depth + 1), fields)]);
  if (Array.isArray(target)) {
    const index = indexIn(target, keys.slice(0, depth + 1));
    return target.with(index, assign(target[index], keys, depth + 1, value, inner));
  }
  const object = typeof target === "object" && target !== null ? (target as Record<string, unknown>) : {};
  return { ...object, [key]: assign(object[key], keys, depth + 1, value, inner) };
}

function indexIn(list: readonly unknown[], path: readonly string[]): number {
  const key = path[path.length - 1];
  if (/^\d+$/.test(key) && Number(key) < list.length) return Number(key);
  const message = `expected an index from 0 to ${list.length - 1}, got ${JSON.stringify(key)}`;
  throw new InputError([{ path: path.join("."), message }]);
}

function unknownKey(path: readonly string[], fields: readonly SchemaNode[]) {
  const valid = fields.flatMap(allKeys);
  const key = path[path.length - 1];
  if (valid.length > 0) return unknownName(path.join("."), "key", key, [...new Set(valid)]);
  return { path: path.join("."), message: `unknown key "${key}": a single value stands here` };
}

function allKeys(field: SchemaNode): string[] {
  return optionsOf(field).flatMap((option) =>
    option === field ? Object.keys(option.properties ?? {}) : allKeys(option),
  );
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
