import { z } from "zod";

const every = z
  .int()
  .min(1)
  .meta({ description: "record each time so many steps have passed", dimension: "1" });
const from = z.int().min(0).default(0).meta({ description: "first step that counts", dimension: "1" });

/** `record`: what is written, and when. The initial and the final state are always checkpointed. */
export const recordSchema = z
  .strictObject({
    thermo: z
      .strictObject({ every })
      .optional()
      .meta({ description: "energies, temperature, pressure and momentum: thermo.csv" }),
    trajectory: z
      .strictObject({
        every,
        formats: z
          .array(z.enum(["extxyz", "lammps"]))
          .min(1)
          .default(["extxyz", "lammps"])
          .meta({ description: "extended XYZ, LAMMPS dump" }),
      })
      .optional()
      .meta({ description: "positions and velocities for viewers" }),
    frames: z
      .strictObject({
        every,
        potentialEnergy: z
          .boolean()
          .default(false)
          .meta({ description: "also each particle's share of the potential energy" }),
      })
      .optional()
      .meta({ description: "full float64 configurations: .npz" }),
    radialDistribution: z
      .strictObject({
        every,
        from,
        bins: z.int().min(1).max(65536).meta({ description: "bins of equal width", dimension: "1" }),
        maximumDistance: z.number().positive().meta({
          description: "end of the last bin, at most half the shortest box edge",
          dimension: "length",
        }),
      })
      .optional()
      .meta({ description: "radial distribution function g(r), averaged over its samples" }),
    displacement: z
      .strictObject({
        every,
        from,
        originEvery: z
          .int()
          .min(1)
          .optional()
          .meta({ description: "take a new origin each time so many steps have passed", dimension: "1" }),
      })
      .optional()
      .meta({ description: "mean square displacement and velocity autocorrelation" }),
    checkpoint: z
      .strictObject({ every })
      .optional()
      .meta({ description: "everything needed to go on; the final state is kept in any case" }),
  })
  .meta({ description: "what is written, and when" });
export type RecordPlan = z.infer<typeof recordSchema>;
