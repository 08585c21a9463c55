import { DeviceError } from "../core/failure.ts";
import { type BufferPool } from "./buffers.ts";
import buildCode from "./buildNeighbourList.wgsl?raw";
import cellSearch from "./cellSearch.wgsl?raw";
import visitSurroundings from "./visitSurroundings.wgsl?raw";
import type { GpuContext } from "./context.ts";
import { geometryBlock } from "./geometry.ts";
import geometryCode from "./geometry.wgsl?raw";
import rowCode from "./neighbourRows.wgsl?raw";
import { type BoundPass, forEachIndex, Pass } from "./pass.ts";
import { statusWriter } from "./status.ts";
import { declareUniform } from "./uniformBlock.ts";

/** Rows that lie side by side; neighbourRows.wgsl knows it as ROW_BLOCK. */
const rowBlock = 32;
const wholeBlocks = (rows: number) => Math.ceil(rows / rowBlock) * rowBlock;

/** What a pass needs to know about its part of the list; the fragment `neighbourRows.wgsl` goes with it. */
export const chunkBlock = declareUniform("Chunk", {
  first: "u32",
  count: "u32",
  capacity: "u32",
  listRadius: "f32",
});
export const neighbourRows = `const ROW_BLOCK = ${rowBlock}u;\n${chunkBlock.wgsl}\n${rowCode}`;

/** Every particle is a neighbour of every other: what a list without a filter goes by. */
const anyPair = "fn interacts(own: u32, other: u32) -> bool { return true; }";

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
 * A full Verlet list: every particle's neighbours within listRadius = cutoff + skin, built from the sorted
 * positions while `status.rebuilding` is set. Split into chunks, since a binding holds 128 MiB on some adapters.
 * A row that overflows halts the run with the capacity it needs; it is never cut in silence.
 */
export class NeighbourList {
  chunks: readonly ListChunk[] = [];
  capacity = 0;
  /** Words of four neighbours in each particle's row. */
  readonly rowWords: GPUBuffer;
  private bound: readonly BoundPass[] = [];

  private constructor(
    private readonly context: GpuContext,
    private readonly pool: BufferPool,
    private readonly pass: Pass,
    private readonly buffers: ListBuffers & Readonly<Record<string, GPUBuffer>>,
    private readonly count: number,
    private readonly listRadius: number,
  ) {
    this.rowWords = pool.storage("row words", count * 4);
  }

  static async create(
    context: GpuContext,
    pool: BufferPool,
    { geometry, status, position, cellStart }: ListBuffers,
    count: number,
    listRadius: number,
    capacity: number,
    /** WGSL of `fn interacts(own: u32, other: u32) -> bool`: whether particles of two types are listed at all. */
    pairFilter = anyPair,
  ): Promise<NeighbourList> {
    const pass = await Pass.create(context, {
      label: "buildNeighbourList",
      bindings: {
        status: { type: "AtomicStatus", access: "read_write" },
        geometry: { type: "Geometry", access: "uniform" },
        chunk: { type: "Chunk", access: "uniform" },
        position: { type: "array<vec4u>", access: "read" },
        cellStart: { type: "array<u32>", access: "read" },
        list: { type: "array<vec4u>", access: "read_write" },
        rowWords: { type: "array<u32>", access: "read_write" },
      },
      code: [
        statusWriter,
        geometryBlock.wgsl,
        geometryCode,
        cellSearch,
        visitSurroundings,
        neighbourRows,
        pairFilter,
        buildCode,
        forEachIndex("buildRow", "chunk.count"),
      ],
    });
    const list = new NeighbourList(
      context,
      pool,
      pass,
      { geometry, status, position, cellStart },
      count,
      listRadius,
    );
    list.allocate(capacity);
    return list;
  }

  /**
   * Gives every row room for so many neighbours; what the list held is lost.
   *
   * @throws DeviceError where that is more than the adapter can bind; the list stays as it was.
   */
  allocate(neighbours: number): void {
    const capacity = Math.max(4, Math.ceil(neighbours / 4) * 4);
    const { count } = this;
    const { maxStorageBufferBindingSize, maxBufferSize } = this.context.device.limits;
    const bytes = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    const rows = rowBlock * Math.floor(bytes / (4 * capacity * rowBlock));
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
      };
      return {
        first,
        count: length,
        list: this.pool.storage(`neighbour list ${k}`, wholeBlocks(length) * this.capacity * 4),
        chunk: this.pool.uniform(`list chunk ${k}`, chunkBlock.pack(values)),
      };
    });
    const { rowWords } = this;
    this.bound = this.chunks.map(({ list, chunk }) =>
      this.pass.bind({ ...this.buffers, rowWords, list, chunk }),
    );
  }

  /** Where in its chunk's buffer neighbour `slot` of row `local` stands: rowWord of neighbourRows.wgsl, in numbers. */
  slotIndex(local: number, slot: number): number {
    const word = Math.floor(local / rowBlock) * (this.capacity / 4) + Math.floor(slot / 4);
    return 4 * (word * rowBlock + (local % rowBlock)) + (slot % 4);
  }

  encode(encoder: GPUComputePassEncoder): void {
    this.bound.forEach((pass, k) => pass.encode(encoder, this.chunks[k].count));
  }
}
