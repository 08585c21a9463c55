import { z } from "zod";
import { exactlyOneOf } from "../../../core/exactlyOneOf.ts";
import { perAxis } from "./vectors.ts";

/** A free rigid body: the fluid, gravity and other solids move it. */
export const bodyParameters = z
  .strictObject({
    density: z.number().positive().optional().meta({
      description: "mass over the volume of its particles; give this or mass",
      dimension: "density",
    }),
    mass: z
      .number()
      .positive()
      .optional()
      .meta({ description: "mass of the body; give this or density", dimension: "mass" }),
    velocity: perAxis()
      .default([0, 0, 0])
      .meta({ description: "velocity of the centre of mass at the start", dimension: "velocity" }),
    angularVelocity: z.array(z.number()).length(3).default([0, 0, 0]).meta({
      description: "about x, y and z at the start, in radians per time; z alone counts in two dimensions",
      dimension: "1/time",
    }),
    restitution: z.number().min(0).max(1).default(0.5).meta({
      description: "about the share of the speed that is left after a collision with another solid",
      dimension: "1",
    }),
  })
  .refine(...exactlyOneOf("density", "mass"))
  .meta({ description: "a free rigid body" });
export type BodyParameters = z.infer<typeof bodyParameters>;
