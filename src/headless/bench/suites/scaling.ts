import { freemem } from "node:os";
import type { BenchSuite, CaseResult } from "../benchSuite.ts";
import { meltWork } from "../meltWork.ts";
import { raceMelt, shareOf } from "../raceMelt.ts";

/** fcc cells along an edge: 10³ to 4·10⁶ atoms. */
const edges = [6, 9, 14, 20, 29, 43, 63, 100];

/** Particle-steps of a case: at least some sortings, and every size for about as long. */
const particleSteps = 4e6;
const [fewestSteps, mostSteps] = [10, 2000];

/** Of the device's and this process's records, list and copies together; more than what was measured with a million atoms. */
const bytesPerAtom = 1600;
/** A case must not take longer than this, judged by the one before it [s]. */
const longestSeconds = 300;

export const scaling: BenchSuite = {
  name: "scaling",
  title: "the cost of a particle-step against the number of particles",
  async run(environment) {
    const cases: CaseResult[] = [];
    let rate = Infinity;
    for (const cells of edges) {
      const particles = 4 * cells ** 3;
      const wanted = Math.min(mostSteps, Math.max(fewestSteps, Math.round(particleSteps / particles)));
      const work = meltWork(cells, shareOf(wanted, environment));
      const { name, steps } = work;
      const skipped = whyNot(particles, (particles * steps * environment.rounds) / rate);
      if (skipped !== undefined) {
        cases.push({ name, particles, steps, entries: [], loads: [], skipped });
        continue;
      }
      const result = await raceMelt(work, environment);
      const [entry] = result.entries;
      if (entry.status === "measured") rate = entry.median;
      cases.push(result);
    }
    return cases;
  },
};

/** Why a case would be too much for this machine; undefined where it would not. */
export function whyNot(
  particles: number,
  seconds: number,
  free = freemem(),
  bytes = bytesPerAtom,
): string | undefined {
  const needed = particles * bytes;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  if (needed > free) return `needs about ${gigabytes(needed)}, ${gigabytes(free)} are free`;
  if (seconds > longestSeconds) {
    return `would take about ${Math.round(seconds)} s at the rate of the case before, more than ${longestSeconds} s`;
  }
  return undefined;
}
