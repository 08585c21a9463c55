import { z } from "zod";
import type { InputProblem } from "../../core/failure.ts";
import { families } from "../families.ts";
import type { SolverFamily } from "../family.ts";
import { describeIssues } from "./describeIssues.ts";
import { documentFields, documentMeta } from "./documentFields.ts";
import type { SchemaNode } from "./schemaNode.ts";

/**
 * What is wrong with a document of which no family is known, so that only what all have in common can be checked: it
 * has the sections of a scenario, and a `solver.kind`.
 */
export function outlineProblems(
  document: unknown,
  among: readonly SolverFamily[] = families,
): InputProblem[] {
  const schema = outlineSchema(among.map(({ kind }) => kind));
  const { error } = schema.safeParse(document);
  const jsonSchema = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  return error ? describeIssues(error.issues, jsonSchema, document) : [];
}

function outlineSchema(kinds: readonly string[]) {
  return z
    .strictObject({
      ...documentFields,
      setup: z.looseObject({}).meta({ description: "what there is at the start" }),
      solver: z
        .looseObject({ kind: z.enum(kinds).meta({ description: "the family of solvers" }) })
        .meta({ description: "the physics and how it is solved" }),
      run: z.looseObject({}).meta({ description: "how long" }),
      record: z.looseObject({}).optional().meta({ description: "what is written, and when" }),
    })
    .meta(documentMeta);
}
