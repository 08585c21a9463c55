import type { GpuContext } from "../../gpu/context.ts";

/**
 * The search for the fastest particle, which limits the next step: each workgroup leaves the largest numbers of its particles in `partialLimits`,
 * one thread looks through those.
 */
export const limitSearch = { workgroupSize: 128, maximumWorkgroups: 256 } as const;

/** Several particles a thread: what a workgroup costs, on software adapters above all for its barrier, is more than a few comparisons. */
export function limitThreads({ adapter }: GpuContext, count: number): number {
  return Math.ceil(count / (adapter.kind === "software" ? 64 : 8));
}

/** Of `partialLimits` for so many particles: (speed², acceleration²) each. */
export function limitBytes(context: GpuContext, count: number): number {
  const { workgroupSize, maximumWorkgroups } = limitSearch;
  return 8 * Math.min(Math.ceil(limitThreads(context, count) / workgroupSize), maximumWorkgroups);
}
