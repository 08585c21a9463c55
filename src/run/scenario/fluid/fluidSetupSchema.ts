import { z } from "zod";
import { bodyParameters } from "../../../solvers/sph/parameters/bodyParameters.ts";
import { motionParameters } from "../../../solvers/sph/parameters/motionParameters.ts";
import { openBoundaryFields } from "./openBoundarySchema.ts";
import { shapeSchema } from "./shapeSchema.ts";

const perAxis = <T extends z.ZodType>(entry: T) => z.array(entry).min(2).max(3);

const sides = z.enum(["-x", "+x", "-y", "+y", "-z", "+z"]);

const fluidPart = z
  .strictObject({
    material: z.string().min(1).meta({ description: "name of a fluid in solver.materials" }),
    shape: shapeSchema.meta({ description: "what it fills" }),
    velocity: perAxis(z.union([z.number(), z.string().min(1)]))
      .optional()
      .meta({
        description: 'initial velocity, numbers or expressions of x, y and z such as "-cos(2 pi x)"',
        dimension: "velocity",
      }),
    pressure: z
      .union([z.enum(["rest", "hydrostatic"]), z.string().min(1)])
      .default("rest")
      .meta({
        description:
          "initial pressure: none, that of the weight of the fluid above, or an expression of x, y and z",
      }),
    displacement: z.number().min(0).max(0.5).default(0).meta({
      description: "every coordinate is moved at random by up to this many spacings",
      dimension: "1",
    }),
  })
  .meta({ description: "a body of fluid: particles on a square or cubic lattice" });
export type FluidPart = z.infer<typeof fluidPart>;

const solidPart = z
  .strictObject({
    name: z.string().min(1).meta({ description: "name, which columns of results carry" }),
    shape: shapeSchema.meta({ description: "what it fills, or what it encloses" }),
    fill: z
      .enum(["inside", "shell"])
      .default("inside")
      .meta({ description: "a body with this shape, or a container around it" }),
    layers: z.int().min(1).optional().meta({
      description: "layers of particles of a shell; as many as the support needs where left out",
      dimension: "1",
    }),
    openSides: z
      .array(sides)
      .default([])
      .meta({ description: "sides of the shape's bounds that a shell leaves open" }),
    slip: z
      .enum(["no-slip", "free-slip"])
      .default("no-slip")
      .meta({ description: "whether the fluid sticks to it" }),
    motion: motionParameters.optional().meta({ description: "prescribed motion; at rest where left out" }),
    body: bodyParameters
      .optional()
      .meta({ description: "makes it a free rigid body, which fluid, gravity and other solids move" }),
  })
  .meta({ description: "a wall or a moving solid" });
export type SolidPart = z.infer<typeof solidPart>;

/** `setup` of a fluid: what there is at time 0. */
export const fluidSetupSchema = z
  .strictObject({
    units: z
      .enum(["si", "dimensionless"])
      .default("si")
      .meta({ description: "unit system of every number in the scenario and its results" }),
    dimensions: z.literal([2, 3]).default(3).meta({ description: "2 or 3 space dimensions", dimension: "1" }),
    spacing: z
      .number()
      .positive()
      .meta({ description: "distance of particles at rest", dimension: "length" }),
    box: z
      .strictObject({
        lower: perAxis(z.number())
          .optional()
          .meta({ description: "lower corner; the origin where left out", dimension: "length" }),
        lengths: perAxis(z.number().positive()).meta({ description: "edges", dimension: "length" }),
        boundaries: perAxis(z.enum(["periodic", "open"]))
          .optional()
          .meta({ description: "what the sides of each axis do; open where left out" }),
      })
      .meta({
        description:
          "the domain, walls included; a particle half an edge beyond an open side is lost, an error",
      }),
    fluids: z.array(fluidPart).min(1).meta({ description: "bodies of fluid" }),
    solids: z.array(solidPart).max(16).default([]).meta({ description: "walls and other solids" }),
    ...openBoundaryFields,
  })
  .meta({ description: "what there is at time 0" });
export type FluidSetup = z.infer<typeof fluidSetupSchema>;
