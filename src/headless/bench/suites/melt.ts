import { createEngine } from "../../../run/createEngine.ts";
import type { BenchEnvironment, BenchSuite, CaseResult } from "../benchSuite.ts";
import { corpuscleMelt } from "../corpuscleMelt.ts";
import { meltPeers } from "../meltPeers.ts";
import { buildMelt, type MeltWork, meltWork } from "../meltWork.ts";
import { race } from "../race.ts";

/** fcc cells along an edge, and steps: as many as take a processor some seconds. */
const sizes = [
  { cells: 10, steps: 400 },
  { cells: 20, steps: 100 },
  { cells: 40, steps: 40 },
  { cells: 64, steps: 20 },
];

export const melt: BenchSuite = {
  name: "melt",
  title: "the Lennard-Jones melt of LAMMPS' bench/in.lj",
  async run(environment) {
    const cases: CaseResult[] = [];
    for (const { cells, steps } of sizes) {
      cases.push(await raceMelt(meltWork(cells, shareOf(steps, environment)), environment));
    }
    return cases;
  },
};

/** So few atoms that a step is mostly what it costs to start one. */
export const small: BenchSuite = {
  name: "small",
  title: "500 atoms: what a step costs where there is next to nothing to compute",
  async run(environment) {
    return [await raceMelt(meltWork(5, shareOf(2000, environment)), environment)];
  },
};

export function shareOf(steps: number, { share }: Pick<BenchEnvironment, "share">): number {
  return Math.max(1, Math.round(steps * share));
}

async function raceMelt(work: MeltWork, environment: BenchEnvironment): Promise<CaseResult> {
  const built = await buildMelt(work);
  const engine = await createEngine(environment.context, built, {});
  try {
    const own = await corpuscleMelt(work, engine);
    const contenders = [own, ...(await meltPeers(work, built, environment))];
    return await race(work, contenders, environment.rounds, environment.report);
  } finally {
    engine.destroy();
  }
}
