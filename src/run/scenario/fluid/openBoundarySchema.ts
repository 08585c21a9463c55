import { z } from "zod";
import { boxShapeSchema } from "./shapeSchema.ts";

const perAxis = z.array(z.number()).min(2).max(3);
const speed = (description: string) => z.number().nonnegative().meta({ description, dimension: "velocity" });

/** Where fluid comes in. */
export const inletPart = z
  .strictObject({
    name: z.string().min(1).meta({ description: "name, which frames carry" }),
    material: z.string().min(1).meta({ description: "name of the fluid in solver.materials that comes in" }),
    lower: perAxis.meta({
      description: "lower corner of the opening, a rectangle perpendicular to the flow; a segment in 2D",
      dimension: "length",
    }),
    upper: perAxis.meta({
      description: "upper corner of the opening; the same as the lower one along the flow",
      dimension: "length",
    }),
    normal: z.enum(["-x", "+x", "-y", "+y", "-z", "+z"]).meta({
      description:
        "direction of the flow; behind the opening, against it, there must be room for the conveyor",
    }),
    velocity: z
      .union([
        speed("constant speed"),
        z
          .strictObject({
            from: speed("speed at time 0"),
            to: speed("speed from the end of the ramp on"),
            rampTime: z.number().positive().meta({ description: "length of the ramp", dimension: "time" }),
          })
          .meta({ description: "linear ramp, then constant" }),
      ])
      .meta({ description: "speed of what comes in" }),
  })
  .meta({ description: "an opening through which fluid comes in" });
export type InletPart = z.infer<typeof inletPart>;

/** Where fluid goes out. */
export const outletPart = z
  .strictObject({
    name: z.string().min(1).meta({ description: "name" }),
    shape: boxShapeSchema.meta({ description: "fluid that comes into this box is removed" }),
  })
  .meta({ description: "a region in which fluid is removed" });

/** Members of `setup` that let fluid in and out. */
export const openBoundaryFields = {
  inlets: z
    .array(inletPart)
    .max(8)
    .default([])
    .meta({ description: "openings through which fluid comes in" }),
  outlets: z.array(outletPart).max(8).default([]).meta({ description: "regions in which fluid is removed" }),
  capacity: z.int().positive().optional().meta({
    description:
      "most fluid particles at a time, with inlets; where left out those at the start and 1.1 times all that come in during the run",
    dimension: "1",
  }),
};
