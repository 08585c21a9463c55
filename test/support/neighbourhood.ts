import type { Box } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import { BufferPool } from "../../src/gpu/buffers.ts";
import { CellGrid } from "../../src/gpu/cellGrid.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import { type CellLayout, type CellWidths, layOutCells, type Region } from "../../src/gpu/cellLayout.ts";
import { packGeometry } from "../../src/gpu/geometry.ts";
import { type ListRules, NeighbourList } from "../../src/gpu/neighbourList.ts";
import { particleRows, type RowLayout } from "../../src/gpu/rowLayout.ts";
import {
  createParticleBuffers,
  packParticles,
  type ParticleBuffers,
  type ParticleRecords,
} from "../../src/gpu/particleState.ts";
import { packStatus, type StatusBlock, statusBytes, unpackStatus } from "../../src/gpu/status.ts";
import { readBuffer, readWords, submit } from "./device.ts";

/** What a sort leaves on the device. */
export interface SortedParticles {
  readonly records: ParticleRecords;
  readonly builtPosition: Uint32Array;
  readonly cellStart: Uint32Array;
  readonly cells: CellLayout;
}

export interface BuiltList {
  readonly status: StatusBlock;
  /** The neighbours of every sorted particle, in the order of its row. */
  readonly rows: readonly Uint32Array[];
  readonly chunkCount: number;
  /** Neighbours that a row has room for. */
  readonly capacity: number;
  /** Particles of the first layer, as the list says. */
  readonly inFirstLayer: number;
}

/** The cell grid and the neighbour list of a few particles, without a solver around them. */
export class Neighbourhood {
  private constructor(
    private readonly context: GpuContext,
    private readonly pool: BufferPool,
    private readonly cells: CellLayout,
    private readonly particles: ParticleBuffers,
    private readonly status: GPUBuffer,
    private readonly grid: CellGrid,
    private readonly list: NeighbourList,
    private readonly count: number,
  ) {}

  static async create(
    context: GpuContext,
    box: Box,
    particles: Particles,
    options: {
      readonly listRadius?: number;
      readonly cellWidth?: number;
      /** In place of `cellWidth`, which makes cells half as wide along rows. */
      readonly cellWidths?: CellWidths;
      readonly capacity?: number;
      readonly region?: Region;
      /** Particles of all layers but the last, for `sort({ movers: true })`. */
      readonly movers?: number;
      readonly layout?: RowLayout;
      readonly listContext?: GpuContext;
    } & ListRules = {},
  ): Promise<Neighbourhood> {
    const { count } = particles;
    const { listRadius = 2.8, capacity = count, layout = particleRows, listContext = context } = options;
    const across = options.cellWidth ?? listRadius / 2;
    const pool = new BufferPool(context);
    const cells = layOutCells(
      box,
      options.cellWidths ?? { across, along: across / 2 },
      count,
      options.region,
    );
    const buffers = createParticleBuffers(pool, count);
    const resources = {
      ...buffers,
      geometry: pool.uniform("geometry", packGeometry(box, count, cells)),
      status: pool.storage("status", statusBytes),
      scratchA: pool.storage("scratch A", CellGrid.scratchBytes(count)),
      scratchB: pool.storage("scratch B", CellGrid.scratchBytes(count)),
      scratchC: pool.storage("scratch C", CellGrid.scratchBytes(count)),
    };
    const grid = await CellGrid.create(context, pool, {
      count,
      cells: cells.counts,
      layers: options.layers,
      movers:
        options.movers === undefined
          ? undefined
          : {
              count: options.movers,
              geometry: pool.uniform("geometry of movers", packGeometry(box, options.movers, cells)),
            },
      ...resources,
    });
    const listBuffers = { ...resources, cellStart: grid.cellStart };
    const list = await NeighbourList.create(
      { ...listContext, rowLayout: layout },
      pool,
      listBuffers,
      count,
      listRadius,
      box.dimensions,
      capacity,
      options,
    );
    const self = new Neighbourhood(context, pool, cells, buffers, resources.status, grid, list, count);
    self.upload(packParticles(particles, box));
    return self;
  }

  upload({ position, velocity, tag }: ParticleRecords): void {
    const { queue } = this.context.device;
    queue.writeBuffer(this.particles.position, 0, position);
    queue.writeBuffer(this.particles.velocity, 0, velocity);
    queue.writeBuffer(this.particles.tag, 0, tag);
  }

  async sort({ rebuilding = 1, movers = false } = {}): Promise<SortedParticles> {
    const { context, particles, cells } = this;
    context.device.queue.writeBuffer(this.status, 0, packStatus({ rebuilding }));
    submit(context, (encoder) => (movers ? this.grid.encodeMovers(encoder) : this.grid.encode(encoder)));
    return {
      records: {
        position: (await readWords(context, particles.position)) as Uint32Array<ArrayBuffer>,
        velocity: new Float32Array(await readBuffer(context, particles.velocity)),
        tag: new Int32Array(await readBuffer(context, particles.tag)),
      },
      builtPosition: await readWords(context, particles.builtPosition),
      cellStart: (await readWords(context, this.grid.cellStart)).subarray(0, this.grid.cellCount + 1),
      cells,
    };
  }

  /** Gives rows room for so many neighbours; the list has to be built again. */
  allocate(neighbours: number): void {
    this.list.allocate(neighbours);
  }

  /** Builds the list from particles that `sort` has put in order. */
  async buildList(): Promise<BuiltList> {
    const { context, list, count } = this;
    context.device.queue.writeBuffer(this.status, 0, packStatus({ rebuilding: 1 }));
    submit(context, (encoder) => list.encode(encoder));
    const status = unpackStatus(await readWords(context, this.status));
    const rowLength = await readWords(context, list.rowLength);
    const parts = await Promise.all(list.chunks.map((chunk) => readWords(context, chunk.list)));
    const rows = Array.from({ length: count }, (_, index) =>
      Uint32Array.from(list.rowOf(index, rowLength, parts)),
    );
    const inFirstLayer = rowLength[rowLength.length - 1];
    return { status, rows, chunkCount: list.chunks.length, capacity: list.capacity, inFirstLayer };
  }

  destroy(): void {
    this.pool.destroy();
  }
}
