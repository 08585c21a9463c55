import { z } from "zod";
import { molecularUnits } from "../../core/units.ts";
import { lattices } from "../../core/setup/lattices.ts";
import type { LatticeName } from "../../core/setup/lattices.ts";
import { exactlyOneOf, sharesSumToOne } from "./refinements.ts";

const names = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as [T, ...T[]];

/** One entry per axis: three, or two in two dimensions. */
const perAxis = <T extends z.ZodType>(entry: T) => z.array(entry).min(2).max(3);

const typeName = z.string().min(1);
const oneType = typeName.optional().meta({ description: "type of all particles of this part" });
const shares = z
  .record(typeName, z.number().positive().max(1))
  .refine(...sharesSumToOne)
  .meta({
    description: "share of each type, assigned in exact proportion and random order",
    dimension: "1",
  });

const latticePart = z
  .strictObject({
    kind: z.literal("lattice"),
    lattice: z.enum(names<LatticeName>(lattices)).meta({ description: "the crystal lattice" }),
    density: z.number().positive().optional().meta({
      description: "number density (per area in 2D); sets the lattice constant",
      dimension: "1/length³",
    }),
    latticeConstant: z.number().positive().optional().meta({
      description:
        "edge of the conventional cubic or square cell; nearest-neighbour distance for hcp and hexagonal",
      dimension: "length",
    }),
    cells: perAxis(z.int().min(1)).meta({ description: "unit cells along each axis", dimension: "1" }),
    type: oneType,
    types: z
      .union([
        z.array(typeName).min(1).meta({ description: "type of each site of the basis, in order" }),
        shares,
      ])
      .optional()
      .meta({ description: "types by basis site (list) or by share (object)" }),
    origin: perAxis(z.number()).optional().meta({
      description: "corner of the first cell; the lower corner of the box where left out",
      dimension: "length",
    }),
    displacement: z.number().nonnegative().default(0).meta({
      description: "every coordinate is moved at random by up to this much either way",
      dimension: "length",
    }),
  })
  .refine(...exactlyOneOf("density", "latticeConstant"))
  .refine(...exactlyOneOf("type", "types"))
  .meta({ description: "a crystal: whole cells, which fill a periodic box exactly" });

const randomPart = z
  .strictObject({
    kind: z.literal("random"),
    count: z.int().min(1).meta({ description: "number of particles", dimension: "1" }),
    type: oneType,
    types: shares.optional(),
    minimumDistance: z.number().nonnegative().meta({
      description: "least distance to every particle placed so far",
      dimension: "length",
    }),
    region: z
      .strictObject({
        lower: perAxis(z.number()).meta({ description: "lower corner", dimension: "length" }),
        upper: perAxis(z.number()).meta({ description: "upper corner", dimension: "length" }),
      })
      .optional()
      .meta({ description: "where to place them; the whole box where left out" }),
  })
  .refine(...exactlyOneOf("type", "types"))
  .meta({ description: "random positions without overlap" });

/** Formats of particle files by their word in a scenario, with the extensions that imply them. */
export const fileFormats = {
  extxyz: [".xyz", ".extxyz"],
  "lammps-data": [".data", ".lmp"],
  npz: [".npz"],
} as const;
export type FileFormat = keyof typeof fileFormats;

const filePart = z
  .strictObject({
    kind: z.literal("file"),
    path: z.string().min(1).meta({ description: "path of the file, relative to the scenario" }),
    format: z
      .enum(names<FileFormat>(fileFormats))
      .optional()
      .meta({ description: "format of the file; told by its extension where left out" }),
    types: z
      .record(z.string(), typeName)
      .optional()
      .meta({ description: "type for each label in the file; the labels themselves where left out" }),
  })
  .meta({ description: "particles from a file" });

const particlePart = z.discriminatedUnion("kind", [latticePart, randomPart, filePart]);
export type ParticlePart = z.infer<typeof particlePart>;
export type LatticePart = z.infer<typeof latticePart>;
export type RandomPart = z.infer<typeof randomPart>;
export type FilePart = z.infer<typeof filePart>;

const box = z.strictObject({
  lengths: perAxis(z.number().positive()).optional().meta({
    description: "edges; those of the one lattice or file where left out",
    dimension: "length",
  }),
  lower: perAxis(z.number()).optional().meta({
    description: "lower corner; that of the one lattice or file, or the origin, where left out",
    dimension: "length",
  }),
  boundaries: perAxis(z.enum(["periodic", "reflecting", "open"]))
    .optional()
    .meta({ description: "what the sides of each axis do; periodic where left out" }),
});

const velocities = z.union([
  z.literal("fromFile").meta({ description: "the velocities in the file" }),
  z
    .strictObject({
      temperature: z.number().nonnegative().meta({
        description: "temperature of the Maxwell–Boltzmann distribution, met exactly",
        dimension: "temperature",
      }),
      removeMomentum: z.boolean().default(true).meta({ description: "take out the total momentum" }),
    })
    .meta({ description: "drawn with the run's seed" }),
]);

/** `setup`: what there is at step 0. */
export const setupSchema = z
  .strictObject({
    units: z
      .enum(molecularUnits)
      .meta({ description: "unit system of every number in the scenario and its results" }),
    dimensions: z.literal([2, 3]).default(3).meta({ description: "2 or 3 space dimensions", dimension: "1" }),
    box: box.optional().meta({ description: "the box; the one lattice or file defines it where left out" }),
    particles: z
      .array(particlePart)
      .min(1)
      .meta({ description: "parts that are placed one after the other" }),
    velocities: velocities.optional().meta({ description: "initial velocities; at rest where left out" }),
  })
  .meta({ description: "what there is at step 0" });
export type Setup = z.infer<typeof setupSchema>;
