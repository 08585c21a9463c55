import { valueAt, type SchemaNode } from "../../run/scenario/schemaNode.ts";
import { isStructural } from "../document/changeKind.ts";
import { filledIn } from "./filledIn.ts";
import { inWords, tooltip } from "./panelControl.ts";
import type { PanelContext, PanelPlace } from "./panelFields.ts";
import type { PanelControl } from "./panelItem.ts";

/**
 * The choice among the options of a union of objects that a word tells apart, such as `kind`; each option is filled in so
 * that it can be chosen at once. Undefined where there is no such word.
 *
 * @param meant index of the option that the value is of
 */
export function variantControl(
  { value, path }: PanelPlace,
  options: readonly SchemaNode[],
  meant: number,
  context: PanelContext,
): PanelControl | undefined {
  const key = Object.keys(options[meant].properties ?? {}).find((name) =>
    options.every((option) => option.properties?.[name]?.const !== undefined),
  );
  if (key === undefined) return undefined;
  const word = (option: SchemaNode) => option.properties?.[key]?.const as string;
  const choices = options.map((option, k) => ({
    label: word(option),
    value: word(option),
    sets: k === meant ? value : filledIn(option, { node: options[meant], value }, context.dimensions),
  }));
  return {
    type: "choice",
    path,
    label: inWords(key),
    value: valueAt(value, [key]) as string,
    unit: "",
    tooltip: tooltip(path, options[meant].description ?? "", ""),
    isLive: !isStructural(path),
    choices,
  };
}
