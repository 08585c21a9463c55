import type { SchemaNode } from "../../run/scenario/schemaNode.ts";

/** Numbers that only make sense together, by key: those of Lennard-Jones. */
export const usualNumbers: Readonly<Record<string, number>> = {
  repulsiveExponent: 12,
  attractiveExponent: 6,
};

/** A number that the schema allows: 1, or as near to it as may be. */
export function someNumber(node: SchemaNode): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  const lower = minimum ?? exclusiveMinimum ?? -Infinity;
  const upper = maximum ?? exclusiveMaximum ?? Infinity;
  if (allows(node, 1)) return 1;
  if (Number.isFinite(lower) && Number.isFinite(upper)) return (lower + upper) / 2;
  return Number.isFinite(lower) ? lower + 1 : upper - 1;
}

/** Whether a number may stand at a field. */
export function allows(node: SchemaNode, value: number): boolean {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  if (type !== "number" && (type !== "integer" || !Number.isInteger(value))) return false;
  return (
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (exclusiveMinimum ?? -Infinity) &&
    value < (exclusiveMaximum ?? Infinity)
  );
}
