import { loadavg } from "node:os";
import type { CaseResult, Contender, Entry, Work } from "./benchSuite.ts";
import { median, pairedRatio } from "./statistics.ts";

/**
 * Lets programs do the same work in turn, so many rounds of all of them. A program that is missing, or whose results are not those of the
 * first one, is left out of the rounds that follow and says why in its entry.
 *
 * @param contenders the first is the one that the others are compared with; where it is missing there is no race
 * @throws Error where the first contender does not run
 */
export async function race(
  work: Work,
  contenders: readonly Contender[],
  rounds: number,
  report: (message: string) => void,
): Promise<CaseResult> {
  const rates = contenders.map((): number[] => []);
  const results = contenders.map((): Record<string, number> => ({}));
  const devices = contenders.map((): { device?: string } => ({}));
  const outs = new Map<Contender, Entry>();
  const loads: number[] = [];
  for (let round = 0; round < rounds; round++) {
    loads.push(loadavg()[0]);
    for (const [k, contender] of contenders.entries()) {
      if (outs.has(contender)) continue;
      const { program } = contender;
      report(`${work.name}, round ${round + 1} of ${rounds}: ${program}`);
      const outcome = await contender.run();
      if (outcome.status === "missing") {
        if (k === 0) throw new Error(`${work.name}: ${program} did not run: ${outcome.reason}`);
        outs.set(contender, { program, status: "missing", reason: outcome.reason });
        continue;
      }
      const difference = k > 0 ? differenceOf(results[0], outcome.results, work.tolerances) : undefined;
      if (difference !== undefined) {
        outs.set(contender, { program, status: "refused", reason: difference });
        continue;
      }
      rates[k].push((work.particles * work.steps) / outcome.seconds);
      results[k] = { ...outcome.results };
      if (outcome.device !== undefined) devices[k] = { device: outcome.device };
    }
  }
  const entries = contenders.map((contender, k): Entry => {
    const { program } = contender;
    const out = outs.get(contender);
    if (out) return out;
    const [own, ratio] = [median(rates[k]), pairedRatio(rates[0], rates[k])];
    return {
      program,
      status: "measured",
      rates: rates[k],
      median: own,
      ratio,
      results: results[k],
      ...devices[k],
    };
  });
  const { name, particles, steps, interactions } = work;
  return { name, particles, steps, ...(interactions !== undefined && { interactions }), entries, loads };
}

/** In what a program's results differ from the expected ones; undefined where in nothing. */
export function differenceOf(
  expected: Readonly<Record<string, number>>,
  found: Readonly<Record<string, number>>,
  tolerances: Work["tolerances"],
): string | undefined {
  for (const [name, tolerance] of Object.entries(tolerances)) {
    const [wanted, got] = [expected[name], found[name]];
    // Also a number that is missing or not finite fails this.
    if (Math.abs(got - wanted) <= tolerance * Math.abs(wanted)) continue;
    return `computes something else: ${name} is ${got}, Corpuscle has ${wanted}, at most ${tolerance} of it apart`;
  }
  return undefined;
}
