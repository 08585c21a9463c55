import type { Dimension } from "../../core/units.ts";
import { rangeOf } from "../../run/scenario/expectation.ts";
import { optionsOf, resolve, type SchemaNode } from "../../run/scenario/schemaNode.ts";
import { isStructural } from "../document/changeKind.ts";
import type { PanelContext, PanelPlace } from "./panelFields.ts";
import type { PanelChoice, PanelControl } from "./panelItem.ts";

/** The control of a single value; undefined where the value is of a type that has none. */
export function controlFor(place: PanelPlace, { symbols }: PanelContext): PanelControl | undefined {
  const { value, path, label } = place;
  if (typeof value !== "number" && typeof value !== "string" && typeof value !== "boolean") return undefined;
  const node: SchemaNode = { dimension: place.node.dimension, ...resolve(place.node, value) };
  // A word that stands where an object could have: what it could become is not for a text field.
  if (node.const !== undefined && !isClosed(place.node)) return undefined;
  const description = place.node.description ?? node.description ?? "";
  const choices = choicesOf(place.node);
  const isNumber = typeof value === "number" && !choices;
  const range = isNumber ? rangeOf(node, symbols) : "";
  const type = choices ? "choice" : typeOf(node, value);
  const limits = isNumber ? limitsOf(node) : {};
  return {
    type,
    path,
    label,
    value,
    unit: isNumber ? (symbols[node.dimension as Dimension] ?? "") : "",
    tooltip: tooltip(path, description, range),
    isLive: !isStructural(path),
    ...limits,
    ...(choices && { choices }),
  };
}

/** `smoothingLengthRatio` as `smoothing length ratio`. */
export function inWords(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What a control says when the pointer rests on it. */
export function tooltip(path: string, description: string, range: string): string {
  const lines = [description, range && `Allowed: ${range}`, isStructural(path) ? "Starts the run anew." : ""];
  return [...lines.filter((line) => line !== ""), path].join("\n");
}

type Limits = Pick<PanelControl, "minimum" | "maximum" | "excludesMinimum" | "excludesMaximum">;

/** Integers are bounded to what float64 keeps exactly, which is no limit to speak of. */
function limitsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode): Limits {
  const counts = (limit: number | undefined): limit is number =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  const [lower, upper] = [exclusiveMinimum ?? minimum, exclusiveMaximum ?? maximum];
  return {
    ...(counts(lower) && { minimum: lower, excludesMinimum: exclusiveMinimum !== undefined }),
    ...(counts(upper) && { maximum: upper, excludesMaximum: exclusiveMaximum !== undefined }),
  };
}

function typeOf(node: SchemaNode, value: number | string | boolean): PanelControl["type"] {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "text";
  return node.type === "integer" ? "integer" : "number";
}

/** The words or numbers that a value is one of; undefined where anything else may stand there too. */
function choicesOf(node: SchemaNode): PanelChoice[] | undefined {
  if (!isClosed(node)) return undefined;
  const values = optionsOf(node).flatMap((option) => option.enum ?? [option.const]);
  return values.map((value) => ({ label: String(value), value: value as PanelChoice["value"], sets: value }));
}

function isClosed(node: SchemaNode): boolean {
  return optionsOf(node).every((option) => option.enum !== undefined || option.const !== undefined);
}
