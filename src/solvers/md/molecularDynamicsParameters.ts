import { z } from "zod";
import { integratorParameters } from "./integrators/integratorParameters.ts";
import { pairParameters } from "./pairParameters.ts";

/** `solver` of a scenario, for the kind `molecular-dynamics`. */
export const molecularDynamicsParameters = z
  .strictObject({
    kind: z.literal("molecular-dynamics"),
    types: z
      .record(
        z.string().min(1),
        z.strictObject({
          mass: z.number().positive().meta({ description: "mass of one particle", dimension: "mass" }),
        }),
      )
      .refine((types) => Object.keys(types).length > 0, { error: "at least one type is needed" })
      .meta({ description: "particle types by name" }),
    pair: pairParameters,
    skin: z.number().positive().meta({
      description:
        "what the neighbour list reaches beyond the cutoff; wider means fewer rebuilds, longer lists",
      dimension: "length",
    }),
    integrator: integratorParameters.meta({ description: "how positions and velocities advance" }),
  })
  .meta({ description: "molecular dynamics of particles with pair potentials" });
