import { InputError } from "../../core/failure.ts";
import type { Scenario } from "../../run/families.ts";

/** When pictures are taken. */
export interface PictureTimes {
  /** Simulated time of fluids, steps of molecular dynamics; of a recording, every picture where left out. */
  readonly every?: number;
  /** Of the last state alone. */
  readonly lastOnly: boolean;
}

/** Pictures of a run where nobody says how many. */
const usualCount = 50;

/** The same scenario with batches that end where pictures are due, and nothing else to record. */
export function pictureSchedule(
  scenario: Scenario,
  { every, lastOnly }: PictureTimes,
): { readonly scenario: Scenario; readonly every: number } {
  if ("steps" in scenario.run && !("duration" in scenario.run)) {
    const { steps } = scenario.run;
    const usual = lastOnly ? steps : Math.ceil(steps / usualCount);
    const interval = every ?? Math.max(usual, 1);
    if (!Number.isInteger(interval)) {
      const message = `must be a whole number of steps for ${scenario.name}, got ${interval}`;
      throw new InputError([{ path: "--every", message }]);
    }
    return {
      scenario: { ...scenario, record: { frames: { every: interval } } } as Scenario,
      every: interval,
    };
  }
  const { duration } = scenario.run as { readonly duration: number };
  const interval = every ?? ((lastOnly ? duration : duration / usualCount) || 1);
  const frames = { every: interval, formats: ["npz"], solids: true };
  return { scenario: { ...scenario, record: { gauges: [], frames } } as Scenario, every: interval };
}
