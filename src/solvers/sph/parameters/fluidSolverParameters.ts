import { z } from "zod";
import { mostViscosities } from "../fluidUniforms.ts";
import { smoothingKernels } from "../kernels/index.ts";
import { surfaceTensionParameters } from "../surfaceTensions/index.ts";
import { viscosityParameters } from "../viscosities/index.ts";
import { accelerationParameters } from "./accelerationParameters.ts";
import { schemeParameters } from "./schemeParameters.ts";

const material = z
  .strictObject({
    density: z.number().positive().meta({ description: "density at rest, ρ0", dimension: "density" }),
    kinematicViscosity: z.number().nonnegative().default(0).meta({
      description: "ν, the dynamic viscosity over the density; used by the laminar viscosity",
      dimension: "kinematicViscosity",
    }),
  })
  .meta({ description: "one fluid" });

const kernelNames = smoothingKernels.map(({ name }) => name) as [string, ...string[]];

/** `solver` of a scenario, for the kind `smoothed-particle-hydrodynamics`. */
export const fluidSolverParameters = z
  .strictObject({
    kind: z.literal("smoothed-particle-hydrodynamics"),
    materials: z
      .record(z.string().min(1), material)
      .refine((materials) => Object.keys(materials).length > 0, { error: "at least one fluid is needed" })
      .refine((materials) => Object.keys(materials).length <= 4, {
        error: "at most four fluids are possible",
      })
      .meta({ description: "fluids by name" }),
    kernel: z.enum(kernelNames).default("wendland-c2").meta({ description: "smoothing kernel" }),
    smoothingLengthRatio: z.number().min(0.8).max(4).optional().meta({
      description: "smoothing length in particle spacings; the kernel's usual one where left out",
      dimension: "1",
    }),
    soundSpeed: z.number().positive().optional().meta({
      description:
        "of the first fluid; 10 times the expected speed where left out, others have the same ρ0 c²",
      dimension: "velocity",
    }),
    expectedSpeed: z.number().positive().optional().meta({
      description:
        "largest speed of the flow; where left out the largest of initial speeds, walls' speeds and 2 √(g · height)",
      dimension: "velocity",
    }),
    acceleration: accelerationParameters.prefault({}),
    viscosities: z
      .array(viscosityParameters)
      .max(mostViscosities)
      .default([])
      .meta({ description: "viscous terms; their sum acts" }),
    surfaceTension: surfaceTensionParameters
      .optional()
      .meta({ description: "what pulls free surfaces together; none where left out" }),
    scheme: schemeParameters
      .prefault({ kind: "weakly-compressible" })
      .meta({ description: "how the equations are solved" }),
    skinRatio: z
      .number()
      .positive()
      .max(1)
      .optional()
      .meta({
        description:
          "twice what a particle may go until the neighbour list is built again, in support radii; " +
          "where left out 0.15, and 0.3 with the divergence-free scheme, whose steps are long",
        dimension: "1",
      }),
    neighbours: z.enum(["list", "rows"]).default("list").meta({
      description: "neighbours from a list, or searched in cell rows each time, which saves memory",
    }),
  })
  .meta({ description: "smoothed particle hydrodynamics of fluids" });
export type FluidSolverParameters = z.infer<typeof fluidSolverParameters>;
