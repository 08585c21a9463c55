/** The part of JSON Schema (draft 2020-12) that scenarios use, with the `dimension` of a number beside it. */
export interface SchemaNode {
  readonly $schema?: string;
  readonly title?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "number" | "integer";
  readonly description?: string;
  readonly dimension?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: false | SchemaNode;
  readonly items?: false | SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** The options of a union, in the order of its declaration; a plain node is its own only one. */
export function optionsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ?? node.oneOf ?? [node];
}

/** What a key or an index leads to, in the options given; entries of a list share its description and dimension. */
export function childrenAt(node: SchemaNode, key: string | number): readonly SchemaNode[] {
  return optionsOf(node).flatMap((option) => {
    if (option !== node) return childrenAt(option, key);
    if (typeof key === "number" || option.type === "array") {
      const entry = option.prefixItems?.[Number(key)] ?? option.items;
      return entry ? [{ description: option.description, dimension: option.dimension, ...entry }] : [];
    }
    const known = option.properties ?? {};
    if (Object.hasOwn(known, key)) return [known[key]];
    return option.additionalProperties ? [option.additionalProperties] : [];
  });
}

/** Index of the option of a union that a value is meant for; undefined where none is of its JSON type. */
export function optionMeant(node: SchemaNode, value: unknown): number | undefined {
  const scores = optionsOf(node).map((option) => likeness(option, value));
  const best = Math.max(...scores);
  return best > 0 ? scores.indexOf(best) : undefined;
}

/** The node of a value, unions resolved to the option meant; an option has the dimension of its union. */
export function resolve(node: SchemaNode, value: unknown): SchemaNode {
  const options = optionsOf(node);
  const meant = options[0] === node ? undefined : optionMeant(node, value);
  if (meant === undefined) return node;
  return resolve({ dimension: node.dimension, ...options[meant] }, value);
}

/** The field that a path leads to in a document; a union there stays whole. */
export function fieldAt(root: SchemaNode, path: readonly PropertyKey[], document: unknown): SchemaNode {
  let field = root;
  let value = document;
  for (const key of path) {
    field = childrenAt(resolve(field, value), typeof key === "number" ? key : String(key))[0] ?? {};
    value = valueAt(value, [key]);
  }
  return field;
}

/** The value that a path leads to; undefined where it leads nowhere. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** 0 for another JSON type; else higher the more of the value fits: its fixed words count most, then its keys. */
function likeness(option: SchemaNode, value: unknown): number {
  if (optionsOf(option)[0] !== option)
    return Math.max(...optionsOf(option).map((inner) => likeness(inner, value)));
  if (jsonType(value) !== (option.type === "integer" ? "number" : option.type)) return 0;
  if (option.type !== "object" || !option.properties) return 1;
  const given = value as Record<string, unknown>;
  const known = Object.entries(option.properties).filter(([key]) => Object.hasOwn(given, key));
  const words = known.filter(([key, { const: word }]) => word !== undefined && word === given[key]);
  return 1 + known.length + 1000 * words.length;
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
