import { GpuFluidEngine } from "../../run/gpuFluidEngine.ts";
import { isSolid } from "../../solvers/sph/model.ts";
import { fluidLayers } from "../../solvers/sph/pairFilter.ts";
import type { BenchEnvironment, CaseResult } from "./benchSuite.ts";
import { damBreakPassCosts } from "./damBreakPassCosts.ts";
import { type DamBreakSize, damBreakWork, never } from "./damBreakWork.ts";
import { profilePasses, rowsOfParticles, sumOfRows } from "./profilePasses.ts";
import { shareOf } from "./raceMelt.ts";

/** A list is built about every seventh step. */
const steps = 28;

/** Every pass of the dam break timed by the device, with what it asks for in a step on average. */
export async function profileDamBreak(
  size: DamBreakSize,
  environment: BenchEnvironment,
): Promise<CaseResult> {
  const { context } = environment;
  const work = await damBreakWork(size, shareOf(steps, environment));
  const { model, particles } = work.built;
  return profilePasses(work, environment, async () => {
    const engine = await GpuFluidEngine.create(context, model, particles);
    const { list, pool, grid, count } = engine.solver.system;
    return {
      get neighbourListBuilds() {
        return engine.neighbourListBuilds;
      },
      advance: (profiler) => engine.advance({ untilTime: never, maximumSteps: work.steps, profiler }),
      async costs() {
        if (!list) return {};
        // Fluids are sorted before walls.
        const fluids = particles.type.reduce((sum, type) => sum + Number(!isSolid(model, type)), 0);
        const rows = await rowsOfParticles(context, list, pool, count);
        return damBreakPassCosts({
          fluids,
          walls: count - fluids,
          fluidRows: sumOfRows(rows.slice(0, fluids)),
          wallRows: sumOfRows(rows.slice(fluids)),
          lengths: list.layout.lengthWords(fluids),
          cells: grid.cellCount / fluidLayers(model).count,
        });
      },
      destroy: () => engine.destroy(),
    };
  });
}
