import type { BenchSuite, CaseResult } from "../benchSuite.ts";
import { meltPeers } from "../meltPeers.ts";
import { meltWork } from "../meltWork.ts";
import { raceMelt, shareOf } from "../raceMelt.ts";

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
      cases.push(await raceMelt(meltWork(cells, shareOf(steps, environment)), environment, meltPeers));
    }
    return cases;
  },
};

/** So few atoms that a step is mostly what it costs to start one. */
export const small: BenchSuite = {
  name: "small",
  title: "500 atoms: what a step costs where there is next to nothing to compute",
  async run(environment) {
    return [await raceMelt(meltWork(5, shareOf(2000, environment)), environment, meltPeers)];
  },
};
