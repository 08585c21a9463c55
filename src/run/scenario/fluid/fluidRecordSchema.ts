import { z } from "zod";
import type { InputProblem } from "../../../core/failure.ts";
import { findGauge, gauges } from "../../../observables/fluid/gauges/index.ts";

const every = z
  .number()
  .positive()
  .meta({ description: "record each time so much simulated time has passed", dimension: "time" });

const gaugeName = z
  .string()
  .refine((name) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(name), {
    error: ({ input }) => `must be a letter and then letters, digits, - and _ only, got "${input}"`,
  })
  .meta({ description: "name that its columns begin with" });

/** One entry of `record.gauges`: its name, its kind, and the parameters of that kind. */
type GaugeSchema = z.ZodObject<{ name: z.ZodString; kind: z.ZodLiteral<string> }, z.core.$loose>;

const gaugeSchemas = gauges.map(({ name, description, parameters }) =>
  z.strictObject({ name: gaugeName, kind: z.literal(name), ...parameters.shape }).meta({ description }),
) as unknown as [GaugeSchema, ...GaugeSchema[]];

/** `record`: what is written of a fluid, and when. The initial and the final state are recorded in any case. */
export const fluidRecordSchema = z
  .strictObject({
    measure: z
      .strictObject({ every })
      .optional()
      .meta({ description: "totals, gauges and forces on solids: fluid.csv, gauges.csv, solids.csv" }),
    gauges: z
      .array(z.discriminatedUnion("kind", gaugeSchemas))
      .default([])
      .meta({ description: "what is measured at places, each time of record.measure" }),
    frames: z
      .strictObject({
        every,
        formats: z
          .array(z.enum(["npz", "vtp"]))
          .min(1)
          .default(["npz", "vtp"])
          .meta({ description: "float64 arrays for NumPy, files for ParaView (with frames.pvd)" }),
        solids: z.boolean().default(true).meta({ description: "also the particles of solids" }),
      })
      .optional()
      .meta({ description: "full configurations: frames/" }),
    surface: z
      .strictObject({
        every,
        gridSpacing: z.number().positive().optional().meta({
          description: "width of the grid; half the particle spacing where left out",
          dimension: "length",
        }),
        level: z
          .number()
          .positive()
          .max(1)
          .default(0.5)
          .meta({ description: "fraction of volume at which the surface lies", dimension: "1" }),
        format: z.enum(["ply", "obj"]).default("ply").meta({ description: "PLY (binary), Wavefront OBJ" }),
      })
      .optional()
      .meta({ description: "the fluid's surface as a triangle mesh (3D): surfaces/" }),
    checkpoint: z
      .strictObject({ every })
      .optional()
      .meta({ description: "everything needed to go on; the final state is kept in any case" }),
  })
  .meta({ description: "what is written, and when" });

/** `record` of a fluid with every default filled in. */
export type FluidRecordPlan = z.infer<typeof fluidRecordSchema>;

/** Contradictions inside `record`, and with the dimensions of the set-up, that its schema lets through. */
export function fluidRecordProblems(record: FluidRecordPlan, dimensions: 2 | 3): InputProblem[] {
  const names = record.gauges.map(({ name }) => name);
  const problems = record.gauges.flatMap((plan, k) => {
    const path = `record.gauges.${k}`;
    const wrong = findGauge(plan.kind).problems(plan, dimensions);
    const isTwice = names.indexOf(plan.name) < k;
    return [
      ...(isTwice ? [{ path: `${path}.name`, message: `"${plan.name}" stands for two gauges` }] : []),
      ...wrong.map(({ key, message }) => ({ path: `${path}.${key}`, message })),
    ];
  });
  if (record.gauges.length > 0 && !record.measure)
    problems.push({ path: "record.measure", message: "missing: it says when record.gauges measure" });
  if (record.surface && dimensions === 2)
    problems.push({ path: "record.surface", message: "has 3 dimensions, setup.dimensions is 2" });
  return problems;
}
