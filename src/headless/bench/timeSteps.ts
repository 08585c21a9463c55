import { BatchLength } from "../../run/batchLength.ts";

/**
 * Wall time of so many steps, in batches as `run` makes them.
 *
 * @param advance goes on by so many steps
 * @returns [s]
 */
export async function timeSteps(
  steps: number,
  advance: (steps: number) => Promise<unknown>,
): Promise<number> {
  const batch = new BatchLength();
  const begun = performance.now();
  for (let done = 0; done < steps;) {
    const [count, start] = [Math.min(batch.steps, steps - done), performance.now()];
    await advance(count);
    batch.measured(count, (performance.now() - start) / 1000);
    done += count;
  }
  return (performance.now() - begun) / 1000;
}
