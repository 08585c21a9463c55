import type { FluidModel } from "../model.ts";
import { capillaryLimit } from "../surfaceTensions/index.ts";
import { viscosityOf } from "../viscosities/index.ts";

/** What the time step may be set by; FluidState.limitCounts has this order. */
export const timeStepCriteria = ["fixed", "sound", "acceleration", "viscosity", "surface tension"] as const;
export type TimeStepCriterion = (typeof timeStepCriteria)[number];

/** What of a state limits the time step. */
export interface Extremes {
  /** Largest of fluid particles [velocity]. */
  readonly speed: number;
  /** Largest of fluid particles, body force included [acceleration]. */
  readonly acceleration: number;
}

/** The largest stable steps by sound, acceleration, viscosity and capillary waves, of which courantNumber is taken; Infinity for no limit [time]. */
export function stabilityLimits(
  model: FluidModel,
  { speed, acceleration }: Extremes,
): Readonly<Record<Exclude<TimeStepCriterion, "fixed">, number>> {
  const { fluids, smoothingLength: h, viscosities } = model;
  const soundSpeed = Math.max(...fluids.map((fluid) => fluid.soundSpeed));
  const viscous = viscosities.map(viscosityOf).flatMap(({ model: viscosity, numbers }) => {
    return fluids.map((fluid) => viscosity.timeStepLimit(fluid, h, numbers));
  });
  return {
    sound: h / (soundSpeed + speed),
    acceleration: acceleration > 0 ? Math.sqrt(h / acceleration) : Infinity,
    viscosity: Math.min(Infinity, ...viscous),
    "surface tension": capillaryLimit(model),
  };
}

/** The step that comes next, and what sets it [time]. */
export function nextTimeStep(
  model: FluidModel,
  extremes: Extremes,
): { readonly timeStep: number; readonly criterion: TimeStepCriterion } {
  const { timeStep, courantNumber } = model.timeStepping;
  if (timeStep !== undefined) return { timeStep, criterion: "fixed" };
  const limits = stabilityLimits(model, extremes);
  const order = ["sound", "acceleration", "viscosity", "surface tension"] as const;
  const criterion = order.reduce((least, next) => (limits[next] < limits[least] ? next : least));
  return { timeStep: courantNumber * limits[criterion], criterion };
}
