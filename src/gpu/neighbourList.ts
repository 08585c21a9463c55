import { DeviceError } from "../core/failure.ts";
import { type BufferPool } from "./buffers.ts";
import cellSearch from "./cellSearch.wgsl?raw";
import layerAt from "./layerAt.wgsl?raw";
import { byRadius, type Nearness } from "./nearness.ts";
import type { GpuContext } from "./context.ts";
import { geometryBlock } from "./geometry.ts";
import geometryCode from "./geometry.wgsl?raw";
import { forEachIndex } from "./indexSharing.ts";
import { type BoundPass, Pass } from "./pass.ts";
import { allThreads, chunkBlock, rowBlock, type RowLayout } from "./rowLayout.ts";
import { oneLayer, type SortLayers } from "./sortLayers.ts";
import { statusWriter } from "./status.ts";

const wholeBlocks = (rows: number) => Math.ceil(rows / rowBlock) * rowBlock;

/** Who is listed. */
export interface ListRules {
  /** `byRadius` where left out. */
  readonly nearness?: Nearness;
  /** As particles are sorted, and which of them are listed at all; all together where left out. */
  readonly layers?: SortLayers;
}

/** A run of particles whose rows fit one binding. */
export interface ListChunk {
  readonly first: number;
  readonly count: number;
  readonly list: GPUBuffer;
  /** The uniform `chunk`. */
  readonly chunk: GPUBuffer;
}

export interface ListBuffers {
  readonly geometry: GPUBuffer;
  readonly status: GPUBuffer;
  readonly position: GPUBuffer;
  readonly cellStart: GPUBuffer;
}

/** Neighbours a row must hold in a homogeneous system of this density, with room for fluctuations. */
export function expectedCapacity(
  density: number,
  listRadius: number,
  dimensions: 2 | 3,
  count: number,
): number {
  const sphere = dimensions === 3 ? ((4 * Math.PI) / 3) * listRadius ** 3 : Math.PI * listRadius ** 2;
  const mean = density * sphere;
  return Math.min(mean + 4 * Math.sqrt(mean) + 8, count);
}

/**
 * WGSL of `fn buildRow(thread: u32)`, to be called for `threadsFor` threads while `status.rebuilding` is set. Its user binds `status` (atomic), `geometry`, `chunk`, `position`,
 * `cellStart`, and to write `list` and `rowLength`.
 */
export function buildCode(layout: RowLayout, { nearness = byRadius, layers = oneLayer }: ListRules): string {
  const count = `const LAYER_COUNT = ${layers.count}u;`;
  return [cellSearch, count, layers.code, layerAt, nearness.code, layout.build].join("\n");
}

/**
 * A full Verlet list: every particle's neighbours within listRadius and what both may go, built from the sorted
 * positions while `status.rebuilding` is set, in rows as the context's `rowLayout` has them. Split into chunks, since a binding holds 128 MiB on some adapters.
 * A row that overflows halts the run with the capacity it needs; it is never cut in silence.
 */
export class NeighbourList {
  chunks: readonly ListChunk[] = [];
  capacity = 0;
  /** Words in each row, and at the end how many particles are in the first layer. */
  readonly rowLength: GPUBuffer;
  private bound: readonly BoundPass[] = [];

  private constructor(
    private readonly context: GpuContext,
    readonly layout: RowLayout,
    private readonly pool: BufferPool,
    private readonly pass: Pass,
    private readonly buffers: ListBuffers & Readonly<Record<string, GPUBuffer>>,
    private readonly count: number,
    private readonly listRadius: number,
    private readonly longestReach: number,
  ) {
    this.rowLength = pool.storage("row lengths", 4 * (layout.lengthWords(count) + 1));
  }

  static async create(
    context: GpuContext,
    pool: BufferPool,
    { geometry, status, position, cellStart }: ListBuffers,
    count: number,
    listRadius: number,
    dimensions: 2 | 3,
    /** Neighbours of one particle that there is to be room for. */
    neighbours: number,
    rules: ListRules = {},
  ): Promise<NeighbourList> {
    const layout = context.rowLayout;
    const pass = await Pass.create(context, {
      label: "buildNeighbourList",
      bindings: {
        status: { type: "AtomicStatus", access: "read_write" },
        geometry: { type: "Geometry", access: "uniform" },
        chunk: { type: "Chunk", access: "uniform" },
        position: { type: "array<vec4u>", access: "read" },
        cellStart: { type: "array<u32>", access: "read" },
        list: { type: "array<ListWord>", access: "read_write" },
        rowLength: { type: "array<u32>", access: "read_write" },
      },
      code: [
        statusWriter,
        geometryBlock.wgsl,
        geometryCode,
        layout.code,
        buildCode(layout, rules),
        forEachIndex("buildRow", allThreads, "atomicLoad(&status.rebuilding) != 0u"),
      ],
    });
    const list = new NeighbourList(
      context,
      layout,
      pool,
      pass,
      { geometry, status, position, cellStart },
      count,
      listRadius,
      (rules.nearness ?? byRadius).longest,
    );
    list.allocate(Math.max(neighbours, Math.min(layout.rowNeighbours(neighbours, dimensions), count)));
    return list;
  }

  /**
   * Gives every row room for so many neighbours; what the list held is lost.
   *
   * @throws DeviceError where that is more than the adapter can bind; the list stays as it was.
   */
  allocate(neighbours: number): void {
    const { count, layout } = this;
    const capacity = Math.max(4, Math.ceil(neighbours / 4) * 4);
    const bytesEach = 4 * layout.wordsEach(capacity);
    const { maxStorageBufferBindingSize, maxBufferSize } = this.context.device.limits;
    const bytes = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    const rows = rowBlock * Math.floor(bytes / (bytesEach * rowBlock));
    if (rows < rowBlock) {
      throw new DeviceError(
        `a particle would have ${capacity} neighbours, more than this adapter can bind: look for particles that have ` +
          "collapsed into each other, or choose a shorter cutoff",
      );
    }
    for (const { list, chunk } of this.chunks) [list, chunk].forEach((buffer) => this.pool.release(buffer));
    this.capacity = capacity;
    const chunkCount = Math.ceil(count / rows);
    const perChunk = wholeBlocks(Math.ceil(count / chunkCount));
    this.chunks = Array.from({ length: chunkCount }, (_, k) => {
      const first = k * perChunk;
      const length = Math.min(perChunk, count - first);
      const values = {
        first,
        count: length,
        capacity: this.capacity,
        listRadius: this.listRadius,
        longestReach: this.longestReach,
      };
      return {
        first,
        count: length,
        list: this.pool.storage(`neighbour list ${k}`, wholeBlocks(length) * bytesEach),
        chunk: this.pool.uniform(`list chunk ${k}`, chunkBlock.pack(values)),
      };
    });
    const { rowLength } = this;
    this.bound = this.chunks.map(({ list, chunk }) =>
      this.pass.bind({ ...this.buffers, rowLength, list, chunk }),
    );
  }

  /**
   * The row of a particle as it lies on the device; where it has one of its own, without itself, which fills up the last word.
   *
   * @param rowLength what the buffer of that name holds
   * @param parts what the buffers of the chunks hold
   */
  rowOf(index: number, rowLength: Uint32Array, parts: readonly Uint32Array[]): number[] {
    const { layout, capacity } = this;
    const perChunk = this.chunks[0].count;
    const words = parts[Math.floor(index / perChunk)];
    const slots = layout.slotsOf(capacity, index % perChunk, index, rowLength);
    const neighbours = slots.map((slot) => words[slot]);
    return layout.sharers > 1 ? neighbours : neighbours.filter((j) => j !== index);
  }

  encode(encoder: GPUComputePassEncoder): void {
    this.bound.forEach((pass, k) => pass.encode(encoder, this.chunks[k].count));
  }
}
