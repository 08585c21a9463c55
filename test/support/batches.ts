import type { Frame } from "../../src/core/frame.ts";
import type { BatchPlan, BatchResult, Engine } from "../../src/run/engine.ts";
import { firstDifference } from "./arrays.ts";

/** A batch to `untilStep` that samples nothing but what is asked for. */
export function batch(untilStep: number, samples: Partial<BatchPlan> = {}): BatchPlan {
  return { totalsAt: [], pairHistogramAt: [], displacementAt: [], ...samples, untilStep };
}

/** Every `every`-th step after `from`, up to `to`. */
export function stepsBetween(from: number, to: number, every = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / every) }, (_, k) => from + (k + 1) * every);
}

/** Advances to `untilStep` and samples totals every `every` steps on the way. */
export async function runWithTotals(
  engine: Engine,
  untilStep: number,
  every = 1,
): Promise<BatchResult["totals"]> {
  const totalsAt = stepsBetween(engine.step, untilStep, every);
  return (await engine.advance(batch(untilStep, { totalsAt }))).totals;
}

/** Names of what two frames do not have in common to the last bit. */
export function frameDifferences(a: Frame, b: Frame): string[] {
  const columns = ({ particles, force, potentialEnergy, step, time }: Frame) => ({
    position: particles.position,
    velocity: particles.velocity,
    image: particles.image,
    type: particles.type,
    id: particles.id,
    force,
    potentialEnergy: potentialEnergy ?? [],
    stepAndTime: [step, time],
  });
  const other = columns(b);
  return Object.entries(columns(a))
    .filter(([name, values]) => firstDifference(values, other[name as keyof typeof other]) !== -1)
    .map(([name]) => name);
}
