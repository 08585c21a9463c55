import type { UnitSystem } from "../../core/units.ts";
import { unitSystems } from "../../core/units.ts";
import type { Scenario } from "../../run/families.ts";
import { jsonSchemaFor } from "../../run/scenario/scenarioJsonSchema.ts";
import { optionMeant, optionsOf, resolve, type SchemaNode } from "../../run/scenario/schemaNode.ts";
import { controlFor, inWords } from "./panelControl.ts";
import type { PanelControl, PanelItem } from "./panelItem.ts";
import { variantControl } from "./variantControl.ts";

/**
 * Of these a panel has nothing to say: texts are read elsewhere, records are for files, and with the dimensions every
 * list of the document would have to change.
 */
const leftOut = ["$schema", "name", "description", "record", "setup.dimensions"];

/** What the walk through a document carries along. */
export interface PanelContext {
  readonly symbols: UnitSystem["symbols"];
  readonly dimensions: 2 | 3;
}

/** A place in the document: what may stand there, and what does. */
export interface PanelPlace {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly path: string;
  readonly label: string;
}

/**
 * The panel of a scenario, from the schema of its family: a folder for each object, a control for each number, word and
 * switch. Lists longer than a vector are not in it, nor what a set-up leaves out; numbers that the solver or the run leaves
 * out have the value "".
 *
 * @param scenario with every default filled in
 */
export function panelFields(scenario: Scenario): PanelItem[] {
  const { units, dimensions } = scenario.setup;
  const context = { symbols: unitSystems[units].symbols, dimensions };
  const root = { node: jsonSchemaFor(scenario), value: scenario, path: "", label: "" };
  return membersOf(root, context);
}

/** A single value becomes a control, a vector several, an object a folder, and what is empty nothing. */
function itemsAt(place: PanelPlace, context: PanelContext): PanelItem[] {
  const { value, path, label } = place;
  if (value === undefined) return path.startsWith("setup.") ? [] : leftOutNumber(place, context);
  if (Array.isArray(value)) return listItems(place, value, context);
  if (typeof value !== "object" || value === null) {
    const control = controlFor(place, context);
    return control ? [control] : [];
  }
  const items = [...variants(place, context), ...membersOf(place, context)];
  if (items.length === 0) return [];
  const { description = "" } = { ...resolve(place.node, value), ...own(place.node) };
  return [{ type: "folder", path, label, tooltip: description, items }];
}

/** A description of the union itself says more of the place than one of its option. */
function own({ description }: SchemaNode): SchemaNode {
  return description === undefined ? {} : { description };
}

function membersOf(place: PanelPlace, context: PanelContext): PanelItem[] {
  const { node, path } = place;
  const value = place.value as Readonly<Record<string, unknown>>;
  const { properties, additionalProperties } = resolve(node, value);
  // In the schema's order, entries of a record in their own.
  const keys = properties ? Object.keys(properties) : Object.keys(value);
  return keys.flatMap((key) => {
    const member = properties?.[key] ?? additionalProperties;
    const inner = path ? `${path}.${key}` : key;
    if (!member || leftOut.includes(inner) || member.const !== undefined) return [];
    const label = properties ? inWords(key) : key;
    return itemsAt({ node: member, value: value[key], path: inner, label }, context);
  });
}

function leftOutNumber(place: PanelPlace, context: PanelContext): PanelItem[] {
  const { type } = place.node;
  if (type !== "number" && type !== "integer") return [];
  const control = controlFor({ ...place, value: 0 }, context);
  return control ? [{ ...control, value: "" }] : [];
}

function variants(place: PanelPlace, context: PanelContext): PanelControl[] {
  const options = optionsOf(place.node);
  const meant = optionMeant(place.node, place.value);
  if (options.length < 2 || meant === undefined) return [];
  const control = variantControl(place, options, meant, context);
  return control ? [control] : [];
}

/** Components of a vector side by side, objects as folders with a number and a name. */
function listItems(place: PanelPlace, list: readonly unknown[], context: PanelContext): PanelItem[] {
  const { path, label } = place;
  const node = resolve(place.node, list);
  const entry = node.items || {};
  if (list.every((value) => typeof value === "object" && !Array.isArray(value))) {
    const items = list.flatMap((value, k) => {
      const name = `${k + 1}${nameOf(value)}`;
      return itemsAt({ node: entry, value, path: `${path}.${k}`, label: name }, context);
    });
    const { description = "" } = node;
    return items.length > 0 ? [{ type: "folder", path, label, tooltip: description, items }] : [];
  }
  const { minItems = 0, maxItems = Infinity } = node;
  if (maxItems > 3 || minItems < 2) return [];
  // Defaults have three entries, of which two count in two dimensions.
  const components = list.slice(0, Math.max(minItems, context.dimensions));
  return components.flatMap((value, k) =>
    itemsAt(
      {
        node: { description: node.description, dimension: node.dimension, ...entry },
        value,
        path: `${path}.${k}`,
        label: `${label} ${"xyz"[k]}`,
      },
      context,
    ),
  );
}

/** What an entry of a list calls itself. */
function nameOf(entry: unknown): string {
  const { name, material, kind } = entry as Readonly<Record<string, unknown>>;
  const word = [name, material, kind].find((text) => typeof text === "string");
  return word === undefined ? "" : `: ${word}`;
}
