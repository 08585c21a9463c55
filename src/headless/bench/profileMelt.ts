import { loadavg } from "node:os";
import type { GpuContext } from "../../gpu/context.ts";
import { PassProfiler } from "../../gpu/passProfiler.ts";
import { Readback } from "../../gpu/readback.ts";
import { GpuEngine } from "../../run/gpuEngine.ts";
import type { MolecularDynamics } from "../../solvers/md/molecularDynamics.ts";
import type { BenchEnvironment, CaseResult, PassUse } from "./benchSuite.ts";
import { measureLimits } from "./deviceLimits.ts";
import { buildMelt, meltWork } from "./meltWork.ts";
import { type ListUse, meltPassCosts } from "./passCosts.ts";
import { shareOf } from "./raceMelt.ts";

/** As many as PassProfiler has room for. */
const steps = 100;

/**
 * Every pass of the melt timed by the device, with what it asks for in a step on average.
 *
 * @param cells fcc cells along an edge
 */
export async function profileMelt(cells: number, environment: BenchEnvironment): Promise<CaseResult> {
  const { context } = environment;
  const work = meltWork(cells, shareOf(steps, environment));
  const { name, particles } = work;
  const empty = { name, particles, steps: work.steps, entries: [], loads: [loadavg()[0]] };
  if (!PassProfiler.isSupported(context)) return { ...empty, skipped: "the adapter cannot tell the time" };
  environment.report(`${name}: each pass of ${work.steps} steps`);
  const limits = await measureLimits(context);
  const built = await buildMelt(work);
  const engine = await GpuEngine.create(context, built.model, built.particles);
  const profiler = new PassProfiler(context);
  try {
    const builds = engine.neighbourListBuilds;
    const plan = { totalsAt: [], pairHistogramAt: [], displacementAt: [] };
    await engine.advance({ ...plan, untilStep: work.steps, profiler });
    const share = (engine.neighbourListBuilds - builds) / work.steps;
    const costs = meltPassCosts(
      particles,
      await listUse(context, engine.solver),
      engine.solver.grid.cellCount,
    );
    const passes = (await profiler.take()).map(({ label, milliseconds }): PassUse => {
      const cost = costs[label];
      const times = cost?.isRebuild ? share : 1;
      const counted = cost && { bytes: cost.bytes * times, flops: cost.flops * times };
      return { label, seconds: milliseconds / 1000 / work.steps, ...counted };
    });
    return { ...empty, limits, passes };
  } finally {
    profiler.destroy();
    engine.destroy();
  }
}

/** Looks at the rows as they lie on the device. */
async function listUse(context: GpuContext, { list, pool }: MolecularDynamics): Promise<ListUse> {
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "row lengths" });
  readback.begin(list.rowLength.size);
  readback.copy(encoder, list.rowLength);
  context.device.queue.submit([encoder.finish()]);
  const [bytes] = await readback.take();
  readback.release();
  const { sharers, wordLength } = list.layout;
  const lengths = new Uint32Array(bytes);
  const words = lengths.reduce((sum, length) => sum + length, 0);
  return { sharers, slots: (wordLength * words) / lengths.length };
}
