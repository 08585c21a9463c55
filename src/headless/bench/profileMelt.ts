import { GpuEngine } from "../../run/gpuEngine.ts";
import type { BenchEnvironment, CaseResult } from "./benchSuite.ts";
import { buildMelt, meltWork } from "./meltWork.ts";
import { meltPassCosts } from "./passCosts.ts";
import { profilePasses, rowsOfParticles, sumOfRows } from "./profilePasses.ts";
import { shareOf } from "./raceMelt.ts";

const steps = 100;

/**
 * Every pass of the melt timed by the device, with what it asks for in a step on average.
 *
 * @param cells fcc cells along an edge
 */
export async function profileMelt(cells: number, environment: BenchEnvironment): Promise<CaseResult> {
  const { context } = environment;
  const work = meltWork(cells, shareOf(steps, environment));
  return profilePasses(work, environment, async () => {
    const built = await buildMelt(work);
    const engine = await GpuEngine.create(context, built.model, built.particles);
    const { list, pool, grid, count } = engine.solver;
    const plan = { totalsAt: [], pairHistogramAt: [], displacementAt: [], untilStep: work.steps };
    return {
      get neighbourListBuilds() {
        return engine.neighbourListBuilds;
      },
      advance: (profiler) => engine.advance({ ...plan, profiler }),
      async costs() {
        const { slots, fetches } = sumOfRows(await rowsOfParticles(context, list, pool, count));
        const lengths = list.layout.lengthWords(count) / count;
        return meltPassCosts(
          count,
          { slots: slots / count, fetches: fetches / count, lengths },
          grid.cellCount,
        );
      },
      destroy: () => engine.destroy(),
    };
  });
}
