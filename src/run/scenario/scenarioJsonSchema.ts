import { z } from "zod";
import { families, findFamily } from "../families.ts";
import type { SolverFamily } from "../family.ts";
import { documentMeta } from "./documentFields.ts";
import type { SchemaNode } from "./schemaNode.ts";

/** JSON Schema (draft 2020-12) of scenario documents of all families: what editors complete and check them with. */
export function scenarioJsonSchema(among: readonly SolverFamily[] = families): SchemaNode {
  const documents = among.map(familyJsonSchema);
  if (documents.length === 1) return documents[0];
  const { $schema } = documents[0];
  // Every document names its family in `solver.kind`, so no more than one of them can fit.
  const oneOf = documents.map((document, k) => ({ ...document, $schema: undefined, title: among[k].kind }));
  return { $schema, ...documentMeta, type: "object", oneOf: JSON.parse(JSON.stringify(oneOf)) };
}

/** JSON Schema of the scenario documents of one family. */
export function familyJsonSchema({ schema }: SolverFamily): SchemaNode {
  return z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }) as SchemaNode;
}

/** JSON Schema of what a document can become: one of its family where that is known, else of any. */
export function jsonSchemaFor(document: unknown, among: readonly SolverFamily[] = families): SchemaNode {
  const family = findFamily(document, among);
  return family ? familyJsonSchema(family) : scenarioJsonSchema(among);
}
