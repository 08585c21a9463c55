import { z } from "zod";

/** Fields at the top of every scenario document, beside its sections. */
export const documentFields = {
  $schema: z.string().optional().meta({ description: "where editors find the JSON Schema" }),
  name: z.string().min(1).meta({ description: "short name, also that of the output folder" }),
  description: z.string().default("").meta({ description: "what one sees, and where the numbers come from" }),
};

/** `run.seed` */
export const seed = z
  .int()
  .min(0)
  .default(1)
  .meta({ description: "seed of every random number of the run", dimension: "1" });

/** Of the schema of a whole document. */
export const documentMeta = {
  title: "Corpuscle scenario",
  description: "An experiment: set-up, solver, run and record",
};
