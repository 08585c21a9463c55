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

/** The list of every particle, as it lies on the device. */
export interface RowUse {
  /** Neighbours that a particle looks at, those that fill up a last word too. */
  readonly slots: number;
  /** Words that are fetched for that, those for several particles shared out among them. */
  readonly fetches: number;
}

export async function rowsOfParticles(
  context: GpuContext,
  list: NeighbourList,
  pool: BufferPool,
  count: number,
): Promise<RowUse[]> {
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "row lengths" });
  readback.begin(list.rowLength.size);
  readback.copy(encoder, list.rowLength);
  context.device.queue.submit([encoder.finish()]);
  const [bytes] = await readback.take();
  readback.release();
  const lengths = new Uint32Array(bytes);
  const { layout, capacity } = list;
  return Array.from({ length: count }, (_, index) => ({
    slots: layout.slotsOf(capacity, 0, index, lengths).length,
    fetches: layout.fetchesOf(index, lengths),
  }));
}

/** All of them together. */
export function sumOfRows(rows: readonly RowUse[]): RowUse {
  return rows.reduce((sum, one) => ({ slots: sum.slots + one.slots, fetches: sum.fetches + one.fetches }), {
    slots: 0,
    fetches: 0,
  });
}
