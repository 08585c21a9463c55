import type { Scenario } from "../../run/families.ts";
import { isFluid } from "./isFluid.ts";

/** Rows of totals in a whole run, for a scenario that asks for none. */
const rows = 200;

/**
 * The same scenario with a `record` for looking on: totals, gauges, forces on solids and displacements at the times of
 * the scenario, and nothing that piles up configurations or files. Totals there are in any case.
 */
export function liveScenario(scenario: Scenario): Scenario {
  if (isFluid(scenario)) {
    const { run, record } = scenario;
    const { measure = { every: (run.duration || 1) / rows }, gauges } = record;
    return { ...scenario, record: { measure, gauges } };
  }
  const { run, record } = scenario;
  const { thermo = { every: Math.max(1, Math.round(run.steps / rows)) }, displacement } = record;
  // A new origin would copy the configuration, and break the curve that is looked at.
  const curve = displacement && { every: displacement.every, from: displacement.from };
  return { ...scenario, record: { thermo, ...(curve && { displacement: curve }) } };
}
