import type { Box } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import type { CellWidths, Region } from "../../src/gpu/cellLayout.ts";
import { unpackParticles } from "../../src/gpu/particleState.ts";
import { clusterRows, type RowLayout } from "../../src/gpu/rowLayout.ts";
import type { SortLayers } from "../../src/gpu/sortLayers.ts";
import { type BuiltList, Neighbourhood } from "./neighbourhood.ts";
import { forEachPair } from "./pairSums.ts";

/** Particles, following one another in the order of the sort, that share a row. */
export const clusterSize = 8;

export interface BuiltClusters extends BuiltList {
  /** In the order of the sort, at the fixed-point positions of the device. */
  readonly particles: Particles;
}

export interface ClusterOptions {
  readonly listContext?: GpuContext;
  readonly capacity?: number;
  readonly cellWidths?: CellWidths;
  readonly region?: Region;
  readonly layers?: SortLayers;
  /** As `clusterRows`. */
  readonly layout?: RowLayout;
}

/** Sorts particles and builds their list in rows of clusters; `rows` has that of its cluster for every particle. */
export async function buildClusters(
  context: GpuContext,
  box: Box,
  particles: Particles,
  listRadius: number,
  options: ClusterOptions = {},
): Promise<BuiltClusters> {
  const chosen = { listRadius, layout: clusterRows, ...options };
  const neighbourhood = await Neighbourhood.create(context, box, particles, chosen);
  const { records } = await neighbourhood.sort();
  const list = await neighbourhood.buildList();
  neighbourhood.destroy();
  const asSorted = Uint32Array.from({ length: particles.count }, (_, i) => i);
  return { ...list, particles: unpackParticles(records, asSorted, box) };
}

/**
 * What the rows and brute force disagree about, pairs at the radius to float32 rounding left aside, and those further by what rows may have too many.
 *
 * @param interacts which types are listed with one another, by symmetry
 */
export function clusterErrors(
  box: Box,
  { particles, rows, status }: BuiltClusters,
  listRadius: number,
  interacts: (typeI: number, typeJ: number) => boolean = () => true,
): string[] {
  const { count, type } = particles;
  const clusters = Math.ceil(count / clusterSize);
  const near = Array.from({ length: clusters }, () => new Set<number>());
  const perhaps = Array.from({ length: clusters }, () => new Set<number>());
  const note = (i: number, j: number, distance: number) => {
    if (!interacts(type[i], type[j])) return;
    const excess = distance / listRadius - 1;
    if (excess < -1e-6) near[Math.floor(i / clusterSize)].add(j);
    else if (excess < clusterRows.slack + 1e-6) perhaps[Math.floor(i / clusterSize)].add(j);
  };
  for (let i = 0; i < count; i++) note(i, i, 0);
  forEachPair(box, particles, (i, j, _, distance) => {
    note(i, j, distance);
    note(j, i, distance);
  });
  const found = status.halt === 0 ? [] : [`the run has halted with ${status.halt}`];
  for (let cluster = 0; cluster < clusters; cluster++) {
    const row = rows[clusterSize * cluster];
    const listed = new Set(row);
    if (listed.size !== row.length) found.push(`row ${cluster} names a neighbour twice`);
    for (const j of near[cluster]) if (!listed.has(j)) found.push(`row ${cluster} lacks ${j}`);
    for (const j of listed) {
      if (!near[cluster].has(j) && !perhaps[cluster].has(j)) found.push(`row ${cluster} has ${j} too many`);
    }
  }
  return found;
}
