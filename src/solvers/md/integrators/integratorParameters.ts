import { z } from "zod";

/** A target temperature: constant, or a linear ramp over the whole run. */
export const temperatureSchedule = z.union([
  z.number().positive().meta({ description: "constant target temperature", dimension: "temperature" }),
  z
    .strictObject({
      from: z.number().positive().meta({ description: "target at step 0", dimension: "temperature" }),
      to: z.number().positive().meta({ description: "target at the last step", dimension: "temperature" }),
    })
    .meta({ description: "linear ramp over the whole run" }),
]);
export type TemperatureSchedule = z.infer<typeof temperatureSchedule>;

/** Target temperature at a step: linear in the step between 0 and totalSteps, constant beyond. */
export function targetTemperature(schedule: TemperatureSchedule, step: number, totalSteps: number): number {
  if (typeof schedule === "number") return schedule;
  const fraction = totalSteps > 0 ? Math.min(Math.max(step / totalSteps, 0), 1) : 0;
  return schedule.from + (schedule.to - schedule.from) * fraction;
}

const relaxationTime = z
  .number()
  .positive()
  .meta({ description: "relaxation time of the thermostat", dimension: "time" });

/**
 * The integrators, declared once: validation, types, JSON Schema and docs come from here.
 * Each `kind` has its passes in this folder and its float64 twin in ../reference.
 */
export const integratorParameters = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("velocity-verlet") })
    .meta({ description: "velocity Verlet, constant energy (Swope et al., J. Chem. Phys. 76, 637 (1982))" }),
  z
    .strictObject({
      kind: z.literal("langevin"),
      temperature: temperatureSchedule,
      friction: z.number().positive().meta({ description: "friction coefficient γ", dimension: "1/time" }),
    })
    .meta({
      description:
        "Langevin dynamics, BAOAB splitting (Leimkuhler & Matthews, Appl. Math. Res. Express 2013, 34)",
    }),
  z
    .strictObject({
      kind: z.literal("nose-hoover"),
      temperature: temperatureSchedule,
      relaxationTime,
      chainLength: z
        .int()
        .min(1)
        .max(8)
        .default(3)
        .meta({ description: "thermostats in the chain", dimension: "1" }),
    })
    .meta({
      description: "Nosé–Hoover chain (Martyna, Tuckerman, Tobias & Klein, Mol. Phys. 87, 1117 (1996))",
    }),
  z.strictObject({ kind: z.literal("bussi"), temperature: temperatureSchedule, relaxationTime }).meta({
    description:
      "stochastic velocity rescaling (Bussi, Donadio & Parrinello, J. Chem. Phys. 126, 014101 (2007))",
  }),
  z
    .strictObject({ kind: z.literal("berendsen"), temperature: temperatureSchedule, relaxationTime })
    .meta({ description: "weak coupling (Berendsen et al., J. Chem. Phys. 81, 3684 (1984)); not canonical" }),
  z
    .strictObject({
      kind: z.literal("fire"),
      forceTolerance: z
        .number()
        .positive()
        .meta({ description: "stop once the largest force component is below this", dimension: "force" }),
      maximumTimeStep: z.number().positive().optional().meta({
        description: "upper bound of the adaptive step; 10 time steps where left out",
        dimension: "time",
      }),
      maximumDisplacement: z.number().positive().optional().meta({
        description:
          "a particle moves at most this far in one step; a tenth of the cutoff radius where left out",
        dimension: "length",
      }),
    })
    .meta({ description: "FIRE energy minimiser (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006))" }),
]);
export type IntegratorParameters = z.infer<typeof integratorParameters>;
