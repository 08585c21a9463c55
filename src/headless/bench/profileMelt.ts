import { GpuEngine } from "../../run/gpuEngine.ts";
import type { BenchEnvironment, CaseResult } from "./benchSuite.ts";
import { buildMelt, meltWork } from "./meltWork.ts";
import { meltPassCosts } from "./passCosts.ts";
import { profilePasses, slotsOfParticles } from "./profilePasses.ts";
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
        const slots = await slotsOfParticles(context, list, pool, count);
        const mean = slots.reduce((sum, one) => sum + one, 0) / count;
        return meltPassCosts(count, { sharers: list.layout.sharers, slots: mean }, grid.cellCount);
      },
      destroy: () => engine.destroy(),
    };
  });
}
