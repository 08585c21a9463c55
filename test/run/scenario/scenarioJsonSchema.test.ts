import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unitSystems } from "../../../src/core/units.ts";
import { scenarioJsonSchema } from "../../../src/run/scenario/scenarioJsonSchema.ts";
import type { SchemaNode } from "../../../src/run/scenario/schemaNode.ts";

/** Every node of a schema that describes a field, with its path. */
function fields(node: SchemaNode, path: string): [string, SchemaNode][] {
  const inner: [string, SchemaNode][] = [
    ...Object.entries(node.properties ?? {}).map(([key, child]): [string, SchemaNode] => [
      `${path}.${key}`,
      child,
    ]),
    ...(node.anyOf ?? node.oneOf ?? []).map((child): [string, SchemaNode] => [
      path,
      { ...node, oneOf: undefined, anyOf: undefined, ...child },
    ]),
    ...(node.additionalProperties ? [[`${path}.*`, node.additionalProperties] as [string, SchemaNode]] : []),
  ];
  return [[path, node], ...inner.flatMap(([place, child]) => fields(child, place))];
}

const committed = new URL("../../../scenarios/schema.json", import.meta.url);
const all = fields(scenarioJsonSchema(), "");

describe("the JSON Schema of scenarios", () => {
  it("is the one committed in scenarios/schema.json (npx corpuscle schema prints it)", () => {
    expect(JSON.parse(readFileSync(committed, "utf8"))).toEqual(scenarioJsonSchema());
  });

  it("is of draft 2020-12 and refuses unknown keys everywhere", () => {
    expect(scenarioJsonSchema()).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
    const open = all.filter(([, node]) => node.properties && node.additionalProperties !== false);
    expect(open).toEqual([]);
  });

  it("describes every field but the words that tell variants apart", () => {
    const silent = all.filter(
      ([path, node]) => !node.description && !node.anyOf && !path.endsWith("kind") && !path.includes("*"),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it("gives every number a dimension that the unit systems have a symbol for", () => {
    const numbers = all.filter(([, { type }]) => type === "number" || type === "integer");
    expect(numbers.length).toBeGreaterThan(30);
    const strange = numbers.filter(
      ([, { dimension }]) => !Object.hasOwn(unitSystems.metal.symbols, dimension ?? "none"),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });
});
