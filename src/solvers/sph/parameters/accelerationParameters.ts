import { z } from "zod";
import { perAxis } from "./vectors.ts";

/** Body force on all fluids and free bodies: a constant part, and one that changes with time. */
export const accelerationParameters = z
  .strictObject({
    constant: perAxis()
      .default([0, 0, 0])
      .meta({ description: "gravity, or the driving force of a channel", dimension: "acceleration" }),
    oscillation: z
      .strictObject({
        amplitude: perAxis().meta({
          description: "largest value along each axis",
          dimension: "acceleration",
        }),
        frequency: z.number().positive().meta({ description: "oscillations per time", dimension: "1/time" }),
        phase: z.number().default(0).meta({ description: "phase at time 0, in turns", dimension: "1" }),
      })
      .optional()
      .meta({ description: "amplitude · sin(2π (frequency · t + phase)), added to the constant part" }),
  })
  .meta({ description: "acceleration of all fluids and free bodies" });
export type Acceleration = z.infer<typeof accelerationParameters>;
