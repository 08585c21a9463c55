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
  return shortestStep(model, stabilityLimits(model, extremes));
}

/**
 * The step that comes next where a scheme has limits of its own in place of those of sound and acceleration [time].
 *
 * @param own by the speed of particles, which counts as `sound`, and by what accelerates them [time]
 */
export function nextTimeStepBy(
  model: FluidModel,
  own: Readonly<Record<"sound" | "acceleration", number>>,
): { readonly timeStep: number; readonly criterion: TimeStepCriterion } {
  return shortestStep(model, { ...stabilityLimits(model, { speed: 0, acceleration: 0 }), ...own });
}

function shortestStep(
  { timeStepping: { timeStep, courantNumber } }: FluidModel,
  limits: Readonly<Record<Exclude<TimeStepCriterion, "fixed">, number>>,
): { readonly timeStep: number; readonly criterion: TimeStepCriterion } {
  if (timeStep !== undefined) return { timeStep, criterion: "fixed" };
  const order = ["sound", "acceleration", "viscosity", "surface tension"] as const;
  const criterion = order.reduce((least, next) => (limits[next] < limits[least] ? next : least));
  return { timeStep: courantNumber * limits[criterion], criterion };
}
