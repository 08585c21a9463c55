import { z } from "zod";
import { scenarioSchema } from "./scenarioSchema.ts";
import type { SchemaNode } from "./schemaNode.ts";

/** JSON Schema (draft 2020-12) of scenario documents: what editors complete and check them with. */
export function scenarioJsonSchema(): SchemaNode {
  return z.toJSONSchema(scenarioSchema, { target: "draft-2020-12", io: "input" }) as SchemaNode;
}
