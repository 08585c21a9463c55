import { z } from "zod";
import { fluidSolverParameters } from "../../../solvers/sph/parameters/fluidSolverParameters.ts";
import { documentFields, documentMeta, seed } from "../documentFields.ts";
import { fluidRecordSchema } from "./fluidRecordSchema.ts";
import { fluidSetupSchema } from "./fluidSetupSchema.ts";

const runSchema = z
  .strictObject({
    duration: z.number().nonnegative().meta({
      description: "simulated time; the run ends with the first step at or beyond it",
      dimension: "time",
    }),
    steps: z
      .int()
      .min(0)
      .optional()
      .meta({ description: "end after so many steps even if the duration is not reached", dimension: "1" }),
    timeStep: z.number().positive().optional().meta({
      description: "fixed time step; where left out each step is as long as the stability limits allow",
      dimension: "time",
    }),
    courantNumber: z.number().positive().max(1).default(0.25).meta({
      description:
        "share of the stability limits that an adaptive step takes; with a density by continuity and with EDAC sound grows from about 0.5 on",
      dimension: "1",
    }),
    dampingTime: z.number().nonnegative().default(0).meta({
      description: "accelerations grow from 0 to their full strength over this time",
      dimension: "time",
    }),
    seed,
  })
  .meta({ description: "how long, in what steps" });

/**
 * The scenario document of fluids, declared once: validation, types, JSON Schema and docs come from here. Numbers are in
 * the units of `setup.units`; each field's `dimension` (core/units.ts) says which.
 */
export const fluidScenarioSchema = z
  .strictObject({
    ...documentFields,
    setup: fluidSetupSchema,
    solver: z
      .discriminatedUnion("kind", [fluidSolverParameters])
      .meta({ description: "the physics and how it is solved" }),
    run: runSchema,
    record: fluidRecordSchema.prefault({}),
  })
  .meta(documentMeta);

/** A scenario of a fluid with every default filled in. */
export type FluidScenario = z.infer<typeof fluidScenarioSchema>;
