import type { FluidFrame } from "../core/fluidFrame.ts";
import type { Frame } from "../core/frame.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { Course } from "./course.ts";
import { familyOf, type Scenario } from "./families.ts";
import type { SolverFamily } from "./family.ts";
import type { ReadFile } from "./scenario/readFile.ts";
import type { Verification } from "./verification/verificationRow.ts";

/** A scenario resolved into numbers, of whatever family: what can be done with it. */
export interface BuiltScenario {
  /** The same with the particles of a frame of it in place of those at the start. */
  startingFrom(frame: Frame | FluidFrame): BuiltScenario;
  /** A course on a device, or without one on the float64 reference; it is the caller's to destroy. */
  open(context: GpuContext | undefined): Promise<Course>;
  /** Every pass on the device against the float64 reference, and so many whole steps (≥ 1). */
  verify(context: GpuContext, options: { readonly steps: number }): Promise<Verification>;
}

/**
 * Resolves a scenario into numbers.
 *
 * @param readFile called for the files that the scenario names
 * @throws InputError that lists every problem of the stage that has any
 */
export async function buildScenario(scenario: Scenario, readFile: ReadFile): Promise<BuiltScenario> {
  const family = familyOf(scenario);
  return actionsOf(family, await family.build(scenario, readFile), scenario);
}

function actionsOf(family: SolverFamily<Scenario>, built: unknown, scenario: Scenario): BuiltScenario {
  return {
    startingFrom: (frame) => actionsOf(family, family.startingFrom(built, frame), scenario),
    open: (context) => family.open(context, built, scenario),
    verify: (context, options) => family.verify(context, built, options),
  };
}
