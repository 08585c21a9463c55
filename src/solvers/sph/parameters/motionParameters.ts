import { z } from "zod";
import { perAxis } from "./vectors.ts";

const constantMotion = z
  .strictObject({
    kind: z.literal("constant"),
    velocity: perAxis()
      .default([0, 0, 0])
      .meta({ description: "velocity of the solid", dimension: "velocity" }),
  })
  .meta({ description: "a steady translation" });

/** A lid or belt: the wall's surface moves, its particles stay. */
const slidingMotion = z
  .strictObject({
    kind: z.literal("sliding"),
    velocity: perAxis().meta({ description: "velocity of the surface", dimension: "velocity" }),
  })
  .meta({ description: "a belt: the surface moves along itself, the solid stays where it is" });

const sinusoidalMotion = z
  .strictObject({
    kind: z.literal("sinusoidal"),
    amplitude: perAxis().meta({ description: "largest displacement along each axis", dimension: "length" }),
    frequency: z.number().positive().meta({ description: "oscillations per time", dimension: "1/time" }),
    phase: z.number().default(0).meta({ description: "phase at time 0, in turns", dimension: "1" }),
  })
  .meta({
    description: "displacement amplitude · [sin(2π (frequency · t + phase)) − sin(2π phase)]",
  });

const rotatingMotion = z
  .strictObject({
    kind: z.literal("rotating"),
    center: perAxis().meta({ description: "a point of the axis", dimension: "length" }),
    axis: perAxis()
      .default([0, 0, 1])
      .meta({ description: "direction of the axis; z in two dimensions", dimension: "1" }),
    angularVelocity: z.number().meta({ description: "radians per time", dimension: "1/time" }),
  })
  .meta({ description: "a steady rotation" });

const swingingMotion = z
  .strictObject({
    kind: z.literal("swinging"),
    center: perAxis().meta({ description: "a point of the axis", dimension: "length" }),
    axis: perAxis()
      .default([0, 0, 1])
      .meta({ description: "direction of the axis; z in two dimensions", dimension: "1" }),
    amplitude: z.number().meta({ description: "largest angle, in radians", dimension: "1" }),
    frequency: z.number().positive().meta({ description: "oscillations per time", dimension: "1/time" }),
  })
  .meta({ description: "angle amplitude · sin(2π frequency · t) about an axis: a rolling tank" });

const tabulatedMotion = z
  .strictObject({
    kind: z.literal("tabulated"),
    times: z
      .array(z.number())
      .min(2)
      .max(1024)
      .meta({ description: "times, rising, the first of them 0", dimension: "time" }),
    displacements: z
      .array(perAxis())
      .min(2)
      .max(1024)
      .meta({ description: "displacement at each time; linear between them", dimension: "length" }),
  })
  .meta({ description: "a translation given as a table: a piston" });

/** What a hand takes hold of while one looks on (solids/grip.ts): no time says where it is, its velocity does. */
const heldMotion = z
  .strictObject({ kind: z.literal("held") })
  .meta({ description: "goes where a hand leads it in the page, and stands where none does" });

/** Prescribed motion of a solid. */
export const motionParameters = z.discriminatedUnion("kind", [
  constantMotion,
  slidingMotion,
  sinusoidalMotion,
  rotatingMotion,
  swingingMotion,
  tabulatedMotion,
  heldMotion,
]);
export type MotionParameters = z.infer<typeof motionParameters>;
