import { loadavg } from "node:os";
import type { GpuContext } from "../../gpu/context.ts";
import { PassProfiler } from "../../gpu/passProfiler.ts";
import { Readback } from "../../gpu/readback.ts";
import type { BufferPool } from "../../gpu/buffers.ts";
import type { NeighbourList } from "../../gpu/neighbourList.ts";
import type { BenchEnvironment, CaseResult, PassUse } from "./benchSuite.ts";
import { measureLimits } from "./deviceLimits.ts";
import type { PassCost } from "./passCosts.ts";

/** An engine whose passes are looked at. */
export interface ProfiledEngine {
  readonly neighbourListBuilds: number;
  /** Takes the steps of the case. */
  advance(profiler: PassProfiler): Promise<unknown>;
  /** What passes ask for, by their labels. */
  costs(): Promise<Readonly<Record<string, PassCost>>>;
  /** Idempotent. */
  destroy(): void;
}

/**
 * Every pass of some steps timed by the device, with what it asks for in a step on average.
 *
 * @param work its steps as many as PassProfiler has room for, at most
 */
export async function profilePasses(
  { name, particles, steps }: { readonly name: string; readonly particles: number; readonly steps: number },
  { context, report }: BenchEnvironment,
  open: () => Promise<ProfiledEngine>,
): Promise<CaseResult> {
  const empty = { name, particles, steps, entries: [], loads: [loadavg()[0]] };
  if (!PassProfiler.isSupported(context)) return { ...empty, skipped: "the adapter cannot tell the time" };
  report(`${name}: each pass of ${steps} steps`);
  const limits = await measureLimits(context);
  const engine = await open();
  const profiler = new PassProfiler(context);
  try {
    const builds = engine.neighbourListBuilds;
    await engine.advance(profiler);
    const share = (engine.neighbourListBuilds - builds) / steps;
    const costs = await engine.costs();
    const passes = (await profiler.take()).map(({ label, milliseconds }): PassUse => {
      const cost = costs[label];
      const times = cost?.isRebuild ? share : 1;
      const counted = cost && { bytes: cost.bytes * times, flops: cost.flops * times };
      return { label, seconds: milliseconds / 1000 / steps, ...counted };
    });
    return { ...empty, limits, passes };
  } finally {
    profiler.destroy();
    engine.destroy();
  }
}

/** Room for neighbours in the row of each particle, as rows lie on the device: those that fill up a last word too. */
export async function slotsOfParticles(
  context: GpuContext,
  list: NeighbourList,
  pool: BufferPool,
  count: number,
): Promise<Float64Array> {
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "row lengths" });
  readback.begin(list.rowLength.size);
  readback.copy(encoder, list.rowLength);
  context.device.queue.submit([encoder.finish()]);
  const [bytes] = await readback.take();
  readback.release();
  const { sharers, wordLength } = list.layout;
  const lengths = new Uint32Array(bytes);
  return Float64Array.from({ length: count }, (_, k) => wordLength * lengths[Math.floor(k / sharers)]);
}
