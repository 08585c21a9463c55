import { z } from "zod";

/** One entry per axis: three, or two in two dimensions. */
const perAxis = z.array(z.number()).min(2).max(3);
const place = (description: string) => perAxis.meta({ description, dimension: "length" });
const radius = (description: string) => z.number().positive().meta({ description, dimension: "length" });

export const boxShapeSchema = z
  .strictObject({
    kind: z.literal("box"),
    lower: place("lower corner"),
    upper: place("upper corner, above the lower one along every axis"),
  })
  .meta({ description: "an axis-aligned box; a rectangle in 2D" });

const sphere = z
  .strictObject({
    kind: z.literal("sphere"),
    center: place("centre"),
    radius: radius("radius"),
  })
  .meta({ description: "a sphere; a circle in 2D" });

const cylinder = z
  .strictObject({
    kind: z.literal("cylinder"),
    from: place("centre of one end"),
    to: place("centre of the other end"),
    radius: radius("radius"),
  })
  .meta({ description: "a circular cylinder with flat ends (3D)" });

const halfSpace = z
  .strictObject({
    kind: z.literal("half-space"),
    point: place("a point of the plane; of the line in 2D"),
    normal: perAxis.meta({ description: "direction out of the shape, of any length but 0", dimension: "1" }),
  })
  .meta({ description: "all that lies behind a plane; behind a line in 2D" });

const mesh = z
  .strictObject({
    kind: z.literal("mesh"),
    path: z
      .string()
      .min(1)
      .meta({ description: "STL or OBJ file of a closed surface, relative to the scenario" }),
    scale: z.number().positive().default(1).meta({
      description: "factor on the file's coordinates, about their origin",
      dimension: "1",
    }),
    translation: place("by how much it is moved, after scaling; not at all where left out").optional(),
  })
  .meta({ description: "what a closed triangle mesh encloses (3D)" });

const primitiveShapeSchema = z.discriminatedUnion("kind", [
  boxShapeSchema,
  sphere,
  cylinder,
  halfSpace,
  mesh,
]);

const union = z
  .strictObject({
    kind: z.literal("union"),
    shapes: z.array(primitiveShapeSchema).min(1).meta({ description: "the shapes" }),
  })
  .meta({ description: "what lies in any of several shapes" });

const difference = z
  .strictObject({
    kind: z.literal("difference"),
    from: primitiveShapeSchema.meta({ description: "the shape that is cut" }),
    subtract: z.array(primitiveShapeSchema).min(1).meta({ description: "the shapes that are cut out of it" }),
  })
  .meta({ description: "what lies in one shape but in none of several others" });

/**
 * A shape of a set-up. Unions and differences are of primitive shapes only: a schema without references is one that
 * error messages, editors and the reader of a scenario can follow to its end.
 */
export const shapeSchema = z.discriminatedUnion("kind", [
  boxShapeSchema,
  sphere,
  cylinder,
  halfSpace,
  mesh,
  union,
  difference,
]);
export type ShapeDocument = z.infer<typeof shapeSchema>;
export type PrimitiveShapeDocument = z.infer<typeof primitiveShapeSchema>;
export type MeshDocument = z.infer<typeof mesh>;
