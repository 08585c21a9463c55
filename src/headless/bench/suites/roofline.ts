import type { BenchSuite, CaseResult } from "../benchSuite.ts";
import { profileDamBreak } from "../profileDamBreak.ts";
import { profileMelt } from "../profileMelt.ts";

/** fcc cells along an edge. */
const edges = [20, 40];
/** About 100,000 particles. */
const water = { spacing: 0.027, supportRatio: 4 };

export const roofline: BenchSuite = {
  name: "roofline",
  title:
    "time, bytes and flops of each pass of the melt and of the dam break beside what the adapter reaches at most",
  async run(environment) {
    const cases: CaseResult[] = [];
    for (const cells of edges) cases.push(await profileMelt(cells, environment));
    cases.push(await profileDamBreak(water, environment));
    return cases;
  },
};
