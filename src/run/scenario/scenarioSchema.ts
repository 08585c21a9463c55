import { z } from "zod";
import { molecularDynamicsParameters } from "../../solvers/md/molecularDynamicsParameters.ts";
import { recordSchema } from "./recordSchema.ts";
import { setupSchema } from "./setupSchema.ts";

const runSchema = z
  .strictObject({
    steps: z.int().min(0).meta({ description: "number of steps", dimension: "1" }),
    timeStep: z.number().positive().meta({ description: "time step", dimension: "time" }),
    seed: z
      .int()
      .min(0)
      .default(1)
      .meta({ description: "seed of every random number of the run", dimension: "1" }),
  })
  .meta({ description: "how long, in what steps" });

/**
 * The scenario document, declared once: validation, types, JSON Schema and docs come from here.
 * Numbers are in the units of `setup.units`; each field's `dimension` (core/units.ts) says which.
 */
export const scenarioSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "where editors find the JSON Schema" }),
    name: z.string().min(1).meta({ description: "short name, also that of the output folder" }),
    description: z
      .string()
      .default("")
      .meta({ description: "what one sees, and where the numbers come from" }),
    setup: setupSchema,
    solver: z
      .discriminatedUnion("kind", [molecularDynamicsParameters])
      .meta({ description: "the physics and how it is solved" }),
    run: runSchema,
    record: recordSchema.prefault({}),
  })
  .meta({ title: "Corpuscle scenario", description: "An experiment: set-up, solver, run and record" });

/** A scenario with every default filled in. */
export type Scenario = z.infer<typeof scenarioSchema>;
