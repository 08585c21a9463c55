import type { Scenario } from "../../run/families.ts";
import { fluidFamily } from "../../run/fluidFamily.ts";
import type { FluidScenario } from "../../run/scenario/fluid/fluidScenario.ts";

/** Whether a scenario is of a fluid; else it is one of molecular dynamics. */
export function isFluid(scenario: Scenario): scenario is FluidScenario {
  return scenario.solver.kind === fluidFamily.kind;
}
