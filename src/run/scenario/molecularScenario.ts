import { z } from "zod";
import { molecularDynamicsParameters } from "../../solvers/md/molecularDynamicsParameters.ts";
import { documentFields, documentMeta, seed } from "./documentFields.ts";
import { recordSchema } from "./recordSchema.ts";
import { setupSchema } from "./setupSchema.ts";

const runSchema = z
  .strictObject({
    steps: z.int().min(0).meta({ description: "number of steps", dimension: "1" }),
    timeStep: z.number().positive().meta({ description: "time step", dimension: "time" }),
    seed,
  })
  .meta({ description: "how long, in what steps" });

/**
 * The scenario document of molecular dynamics, declared once: validation, types, JSON Schema and docs come from here.
 * Numbers are in the units of `setup.units`; each field's `dimension` (core/units.ts) says which.
 */
export const molecularScenarioSchema = z
  .strictObject({
    ...documentFields,
    setup: setupSchema,
    solver: z
      .discriminatedUnion("kind", [molecularDynamicsParameters])
      .meta({ description: "the physics and how it is solved" }),
    run: runSchema,
    record: recordSchema.prefault({}),
  })
  .meta(documentMeta);

/** A scenario of molecular dynamics with every default filled in. */
export type MolecularScenario = z.infer<typeof molecularScenarioSchema>;
