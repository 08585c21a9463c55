import type { Dimension, UnitSystem } from "../../core/units.ts";
import { optionsOf } from "./schemaNode.ts";
import type { SchemaNode } from "./schemaNode.ts";

type Symbols = UnitSystem["symbols"] | undefined;

/** What may stand at a place of a document, in words: `a number in (0, ∞) σ`. */
export function expectation(node: SchemaNode, symbols: Symbols): string {
  const options = optionsOf(node);
  if (options[0] !== node) {
    const inherited = options.map((option) => ({ dimension: node.dimension, ...option }));
    return [...new Set(inherited.map((option) => expectation(option, symbols)))].join(" or ");
  }
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return `one of ${node.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  switch (node.type) {
    case "number":
      return `a number in ${rangeOf(node, symbols)}`;
    case "integer":
      return `an integer in ${rangeOf(node, symbols)}`;
    case "string":
      return "a text";
    case "boolean":
      return "true or false";
    case "array":
      return listExpectation(node, symbols);
    default:
      return objectExpectation(node);
  }
}

/** Range of a number with its unit: `(0, 5.2] σ`. A symbol stands for each dimension where the units are known. */
export function rangeOf(node: SchemaNode, symbols: Symbols): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  // Integers are bounded to what float64 keeps exactly, which says nothing to the reader.
  const bounded = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  let lower = "(−∞";
  if (bounded(minimum)) lower = `[${minimum}`;
  if (bounded(exclusiveMinimum)) lower = `(${exclusiveMinimum}`;
  let upper = "∞)";
  if (bounded(maximum)) upper = `${maximum}]`;
  if (bounded(exclusiveMaximum)) upper = `${exclusiveMaximum})`;
  return `${lower}, ${upper}${unitOf(node.dimension, symbols)}`;
}

function unitOf(dimension: string | undefined, symbols: Symbols): string {
  if (!dimension || dimension === "1") return "";
  const symbol = symbols?.[dimension as Dimension] ?? `[${dimension}]`;
  return symbol && ` ${symbol}`;
}

function listExpectation(node: SchemaNode, symbols: Symbols): string {
  const { minItems = 0, maxItems = Infinity, items, prefixItems, dimension } = node;
  let length = `${minItems} to ${maxItems}`;
  if (minItems === maxItems) length = String(minItems);
  else if (maxItems === Infinity) length = minItems > 0 ? `${minItems} or more` : "any number of";
  const entry = prefixItems?.[0] ?? items;
  if (!entry || optionsOf(entry)[0] !== entry || entry.type === "object")
    return `a list of ${length} entries`;
  return `a list of ${length} entries, each ${expectation({ dimension, ...entry }, symbols)}`;
}

function objectExpectation({ properties, additionalProperties }: SchemaNode): string {
  const keys = Object.keys(properties ?? {});
  if (keys.length > 0) return `an object with the keys ${keys.join(", ")}`;
  // An empty schema lets anything through: it says nothing of entries.
  return Object.keys(additionalProperties || {}).length > 0 ? "an object of entries by name" : "an object";
}
