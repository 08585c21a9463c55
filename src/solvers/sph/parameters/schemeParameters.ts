import { z } from "zod";
import { densityDiffusionParameters } from "../densityDiffusions/index.ts";
import { linear } from "../equationsOfState/linear.ts";
import { tait } from "../equationsOfState/tait.ts";

/** Corrections of the velocity with which particles are carried along. */
const advectionParameters = z
  .discriminatedUnion("kind", [
    z
      .strictObject({ kind: z.literal("own-velocity") })
      .meta({ description: "particles move with their own velocity" }),
    z
      .strictObject({
        kind: z.literal("xsph"),
        coefficient: z
          .number()
          .min(0)
          .max(1)
          .default(0.5)
          .meta({ description: "ε, share of the neighbours' mean velocity", dimension: "1" }),
      })
      .meta({ description: "smoothed velocity (Monaghan 1989)" }),
    z
      .strictObject({
        kind: z.literal("transport-velocity"),
        backgroundPressureRatio: z
          .number()
          .positive()
          .default(1)
          .meta({ description: "background pressure in units of ρ0 c²", dimension: "1" }),
      })
      .meta({ description: "transport velocity (Adami, Hu & Adams 2013); for flows without free surface" }),
    z
      .strictObject({
        kind: z.literal("shifting"),
        coefficient: z
          .number()
          .positive()
          .default(2)
          .meta({ description: "A of δr = −A h |v| Δt ∇C", dimension: "1" }),
        freeSurfaceThreshold: z.number().positive().optional().meta({
          description:
            "∇·r below which a particle counts as free surface and is not shifted; 1.5 in 2D, 2.75 in 3D where left out",
          dimension: "1",
        }),
      })
      .meta({ description: "particle shifting (Lind et al. 2012; Skillen et al. 2013)" }),
  ])
  .meta({ description: "the velocity that carries particles along" });
export type AdvectionParameters = z.infer<typeof advectionParameters>;

const weaklyCompressible = z
  .strictObject({
    kind: z.literal("weakly-compressible"),
    density: z
      .enum(["continuity", "summation"])
      .default("continuity")
      .meta({ description: "density from the continuity equation or as a sum over neighbours" }),
    equationOfState: z
      .discriminatedUnion("kind", [
        tait.parameters.extend({ kind: z.literal("tait") }),
        linear.parameters.extend({ kind: z.literal("linear") }),
      ])
      .prefault({ kind: "tait" })
      .meta({ description: "pressure as a function of density" }),
    densityDiffusion: densityDiffusionParameters
      .prefault({ kind: "none" })
      .meta({ description: "what smoothes the density: δ-SPH" }),
    advection: advectionParameters.prefault({ kind: "own-velocity" }),
  })
  .meta({ description: "weakly compressible SPH (Monaghan 1994), and δ-SPH with a density diffusion" });

const entropicallyDamped = z
  .strictObject({
    kind: z.literal("entropically-damped"),
    damping: z.number().nonnegative().default(0.5).meta({
      description: "α of the pressure's viscosity α h c / 8: 0.5 within walls, 1.5 with a free surface",
      dimension: "1",
    }),
    advection: advectionParameters.prefault({ kind: "own-velocity" }),
  })
  .meta({ description: "entropically damped artificial compressibility, EDAC (Ramachandran & Puri 2019)" });

const divergenceFree = z
  .strictObject({
    kind: z.literal("divergence-free"),
    maximumDensityError: z
      .number()
      .positive()
      .default(1e-4)
      .meta({ description: "mean relative density error at which iterations end", dimension: "1" }),
    maximumDivergenceError: z
      .number()
      .positive()
      .default(1e-3)
      .meta({ description: "mean relative density rate per step at which iterations end", dimension: "1" }),
    errorMeasure: z
      .enum(["deviation", "compression"])
      .default("deviation")
      .meta({
        description:
          "what these errors count: deviation, of all particles whose pressure may still change, too dense or too thin, walls among them; " +
          "or compression, of fluid that is too dense alone, as SPlisHSPlasH does: fewer iterations, larger errors",
      }),
    maximumIterations: z
      .int()
      .min(2)
      .max(1000)
      .default(50)
      .meta({ description: "most iterations of each solver in a step", dimension: "1" }),
  })
  .meta({ description: "divergence-free SPH, DFSPH (Bender & Koschier 2015)" });

const positionBased = z
  .strictObject({
    kind: z.literal("position-based"),
    iterations: z.int().min(1).max(100).default(4).meta({ description: "iterations a step", dimension: "1" }),
    relaxation: z.number().positive().default(1e-6).meta({
      description: "ε added to the constraint's squared gradient, in units of 1/spacing²",
      dimension: "1",
    }),
    clumpingPressure: z.number().nonnegative().default(0.1).meta({
      description:
        "k of the artificial pressure that keeps particles apart, in the step at the expected speed; in shorter ones as the square of the step",
      dimension: "1",
    }),
  })
  .meta({ description: "position-based fluids (Macklin & Müller 2013)" });

/** How the fluid's equations are solved; any of them goes with any set-up. */
export const schemeParameters = z.discriminatedUnion("kind", [
  weaklyCompressible,
  entropicallyDamped,
  divergenceFree,
  positionBased,
]);
export type SchemeParameters = z.infer<typeof schemeParameters>;
export type SchemeOf<Kind extends SchemeParameters["kind"]> = Extract<SchemeParameters, { kind: Kind }>;
