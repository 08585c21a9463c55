import type { BenchSuite, CaseResult } from "../benchSuite.ts";
import { profileMelt } from "../profileMelt.ts";

/** fcc cells along an edge. */
const edges = [20, 40];

export const roofline: BenchSuite = {
  name: "roofline",
  title: "time, bytes and flops of each pass of the melt beside what the adapter reaches at most",
  async run(environment) {
    const cases: CaseResult[] = [];
    for (const cells of edges) cases.push(await profileMelt(cells, environment));
    return cases;
  },
};
