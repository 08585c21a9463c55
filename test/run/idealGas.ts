import { z } from "zod";
import type { FamilyScenario, SolverFamily } from "../../src/run/family.ts";
import { documentFields, documentMeta, seed } from "../../src/run/scenario/documentFields.ts";

const refuse = () => Promise.reject(new Error("this family is for documents alone"));

/** A second family, for documents alone: no particles, times in place of steps, units with a default. */
export const gasFamily: SolverFamily<FamilyScenario, never> = {
  kind: "ideal-gas",
  schema: z
    .strictObject({
      ...documentFields,
      setup: z
        .strictObject({ units: z.enum(["si"]).default("si").meta({ description: "unit system" }) })
        .meta({ description: "what there is at the start" }),
      solver: z
        .strictObject({
          kind: z.literal("ideal-gas"),
          viscosity: z
            .number()
            .positive()
            .meta({ description: "dynamic viscosity", dimension: "dynamicViscosity" }),
        })
        .meta({ description: "a gas" }),
      run: z
        .strictObject({
          duration: z.number().positive().meta({ description: "simulated time", dimension: "time" }),
          seed,
        })
        .meta({ description: "how long" }),
    })
    .meta(documentMeta),
  check: () => [],
  withPaths: (scenario) => scenario,
  build: refuse,
  startingFrom: (built) => built,
  open: refuse,
  verify: refuse,
};

/** A valid document of that family. */
export const gasScenario = {
  name: "air",
  setup: {},
  solver: { kind: "ideal-gas", viscosity: 1.8e-5 },
  run: { duration: 2 },
};
