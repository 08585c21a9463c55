import {
  childrenAt,
  optionsOf,
  resolve,
  valueAt,
  type SchemaNode as Node,
} from "../../run/scenario/schemaNode.ts";
import { allows, someNumber, usualNumbers } from "./someNumber.ts";

/** Schemas also list the keys that must be given. */
interface SchemaNode extends Node {
  readonly required?: readonly string[];
}

/** A value that stood in the place to fill, and what its schema was. */
export interface Predecessor {
  readonly node: SchemaNode;
  readonly value: unknown;
}

/**
 * A value of a schema with all that has to be given: where possible what stood under the same key, or else a number of
 * the same dimension; what has a default is left to it. It need not be valid: the name of a file nobody can guess.
 */
export function filledIn(node: SchemaNode, before: Predecessor | undefined, dimensions: 2 | 3): unknown {
  return fill(node, before, 0);

  /** @param place how many places in space stand beside it already: two corners must not be the same */
  function fill(union: SchemaNode, before: Predecessor | undefined, place: number): unknown {
    if (before && isKept(union, before)) return before.value;
    const chosen = resolve(union, before?.value);
    const option = optionsOf(chosen)[0];
    // A shape that held the place becomes a part of the one that is put there.
    if (before && holds(union, before)) return before.value;
    if (option !== chosen) return fill({ dimension: union.dimension, ...option }, before, place);
    if (chosen.const !== undefined) return chosen.const;
    if (chosen.enum) return chosen.enum[0];
    if (chosen.type === "object")
      return chosen.properties ? members(chosen, before) : entries(chosen, before);
    if (chosen.type === "array") return list(chosen, before, place);
    if (chosen.type === "string") return "";
    return chosen.type === "boolean" ? false : someNumber(chosen);
  }

  /** A record keeps its entries: types and materials have the names that the set-up uses. */
  function entries({ additionalProperties }: SchemaNode, before: Predecessor | undefined): unknown {
    const names = Object.keys((before?.value ?? {}) as object);
    const entry = additionalProperties || {};
    return Object.fromEntries(names.map((name) => [name, fill(entry, within(before, name), 0)]));
  }

  /** What the option needs, and of the rest what stood there before. */
  function members({ properties = {}, required = [] }: SchemaNode, before: Predecessor | undefined): unknown {
    const result: Record<string, unknown> = {};
    let places = 0;
    for (const [key, member] of Object.entries(properties)) {
      const same = within(before, key);
      const isRecord = member.type === "object" && !member.properties;
      if (same && isKept(member, same)) result[key] = same.value;
      else if (required.includes(key) || (same && isRecord))
        result[key] = usualNumbers[key] ?? fill(member, same ?? kinsmanOf(member, before), places);
      // Its default has three entries, which in two dimensions the rules of some fields refuse.
      else if (isPerAxis(member) && Array.isArray(member.default))
        result[key] = member.default.slice(0, dimensions);
      if (isPerAxis(member) && member.dimension === "length") places++;
    }
    return result;
  }

  function list(node: SchemaNode, before: Predecessor | undefined, place: number): unknown {
    const { items, dimension, minItems = 0 } = node;
    const length = isPerAxis(node) ? dimensions : minItems;
    return Array.from({ length }, (_, k) => {
      if (!items || items.type !== "number") return fill(items || {}, within(before, String(k)) ?? before, k);
      // Tables rise, and a direction must not vanish; a place or a velocity may.
      if (!isPerAxis(node)) return k;
      return dimension === "1" ? Number(k === length - 1) : place;
    });
  }
}

function isPerAxis({ type, minItems, maxItems }: SchemaNode): boolean {
  return type === "array" && minItems === 2 && maxItems === 3;
}

/** Whether a value may stay under a new schema: it is the same one, or one of a number or vector that means alike. */
function isKept(node: SchemaNode, { node: old, value }: Predecessor): boolean {
  if (isSame(node, old)) return true;
  if (node.dimension !== old.dimension) return false;
  if (typeof value === "number") return allows(node, value);
  return Array.isArray(value) && node.type === "array" && isSame(node.items, old.items);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function within(before: Predecessor | undefined, key: string): Predecessor | undefined {
  const value = before && valueAt(before.value, [key]);
  if (!before || value === undefined) return undefined;
  return { node: childrenAt(resolve(before.node, before.value), key)[0] ?? {}, value };
}

/**
 * What can take a place that had nothing: a number of the same dimension, under whatever name, such as the depth ε of one
 * potential for that of another; or all that stood there, where it is of a kind that may be a part.
 */
function kinsmanOf(node: SchemaNode, before: Predecessor | undefined): Predecessor | undefined {
  if (!before) return undefined;
  if (node.type !== "number")
    return [node, node.items || {}].some((part) => holds(part, before)) ? before : undefined;
  if (!node.dimension || node.dimension === "1") return undefined;
  const keys = Object.keys((before.value ?? {}) as object);
  return keys.map((key) => within(before, key)).find((found) => found !== undefined && isKept(node, found));
}

/** Whether a union has the option that a value is of. */
function holds(union: SchemaNode, { node }: Predecessor): boolean {
  return optionsOf(union).some((option) => isSame(option, node));
}
