import { BufferPool } from "../../gpu/buffers.ts";
import { CellGrid } from "../../gpu/cellGrid.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { layOutCells } from "../../gpu/cellLayout.ts";
import { packGeometry } from "../../gpu/geometry.ts";
import { byPaths } from "../../gpu/nearness.ts";
import { NeighbourList } from "../../gpu/neighbourList.ts";
import { recordBytes } from "../../gpu/particleState.ts";
import type { BoundPass, Encoder, Pass, Recorded } from "../../gpu/pass.ts";
import { compileReturnToBuilt } from "../../gpu/returnToBuilt.ts";
import { particleRows } from "../../gpu/rowLayout.ts";
import type { FluidExtent } from "./fluidExtent.ts";
import { fluidStatusBytes } from "./fluidStatus.ts";
import { packFluid, packMaterials } from "./fluidUniforms.ts";
import type { FluidModel } from "./model.ts";
import { foreseenWays } from "./foreseenWays.ts";
import { fluidLayers } from "./pairFilter.ts";
import { createOpenBoundaryBuffers } from "./openBoundaries/openBoundaryRecords.ts";
import { compileLocateParticles } from "./openBoundaries/openBoundaryPasses.ts";
import { compileLocateMembers } from "./solids/locateMembers.ts";
import { solidBufferSizes } from "./solids/solidRecords.ts";

export type Buffers = Readonly<Record<string, GPUBuffer>>;

/** A part of a step, by the label of its pass. */
export interface Stage {
  readonly label: string;
  readonly record: Recorded;
}

/** What one scheme keeps for each particle beside what all of them do. */
export interface FluidRecords {
  /** 16-byte records in `rate`: the acceleration, and what the advection keeps. */
  readonly rateRecords: 1 | 2;
  /** Names of buffers with one more 16-byte record a particle, sorted with it. */
  readonly sorted: readonly string[];
}

/** Neighbours within a radius at the density of a lattice, with room for fluctuations. */
export function expectedNeighbours({ spacing, box }: FluidModel, radius: number): number {
  const ratio = radius / spacing;
  const mean = box.dimensions === 3 ? ((4 * Math.PI) / 3) * ratio ** 3 : Math.PI * ratio ** 2;
  return 1.1 * mean + 2 * Math.sqrt(mean) + 8;
}

/**
 * Particles of a fluid on the device with what finds their neighbours. Solvers add their passes. Records of 16 bytes a
 * particle, sorted by cell: `position` (fixed-point x, y, z; material), `velocity` (x, y, z; density, or pressure in EDAC), `tag`
 * (image x, y, z; id), `builtPosition`, and what the scheme asks for; not sorted, as they do not outlive a step's first half: `rate`,
 * and `thermo` (density, pressure). Where solids move there are the records of solids/solidRecords.ts
 * as well, and where fluid comes in or leaves those of openBoundaries/openBoundaryRecords.ts.
 */
export class FluidSystem {
  private constructor(
    readonly context: GpuContext,
    readonly model: FluidModel,
    readonly count: number,
    readonly pool: BufferPool,
    readonly buffers: Buffers,
    readonly grid: CellGrid,
    /** Absent where neighbours are searched in cell rows each time. */
    readonly list: NeighbourList | undefined,
    /** Find particles again after a sort: those of moving solids, and where fluid flows in all. */
    private readonly locate: readonly BoundPass[],
    private readonly returnToBuilt: BoundPass,
  ) {}

  static async create(
    context: GpuContext,
    model: FluidModel,
    { count, movers, region }: FluidExtent,
    records: FluidRecords,
  ): Promise<FluidSystem> {
    const pool = new BufferPool(context);
    const listRadius = model.supportRadius + model.skin;
    const { dimensions } = model.box;
    const density = model.spacing ** -dimensions;
    const layout = model.neighbours === "list" ? context.rowLayout : particleRows;
    const cells = layOutCells(model.box, layout.cellWidths(listRadius, density, dimensions), count, region);
    const perParticle = (label: string, bytes = recordBytes) => pool.storage(label, count * bytes);
    const scratchBytes = CellGrid.scratchBytes(count);
    const solids = Object.entries(solidBufferSizes(model, count)).map(([name, bytes]) => [
      name,
      pool.storage(name, bytes),
    ]);
    const sorted = Object.fromEntries(records.sorted.map((name) => [name, perParticle(name)]));
    const shared = {
      position: perParticle("position"),
      velocity: perParticle("velocity"),
      tag: perParticle("tag"),
      builtPosition: perParticle("built position"),
      rate: perParticle("rate", recordBytes * records.rateRecords),
      thermo: perParticle("thermo", 8),
      status: pool.storage("status", fluidStatusBytes),
      geometry: pool.uniform("geometry", packGeometry(model.box, count, cells)),
      fluid: pool.uniform("fluid", packFluid(model)),
      materials: pool.uniform("materials", packMaterials(model)),
      scratchA: pool.storage("scratch A", scratchBytes),
      scratchB: pool.storage("scratch B", scratchBytes),
      scratchC: pool.storage("scratch C", scratchBytes),
    };
    const grid = await CellGrid.create(context, pool, {
      count,
      cells: cells.counts,
      ...shared,
      extras: Object.values(sorted),
      layers: fluidLayers(model),
      motion: foreseenWays(model, shared),
      movers:
        movers === undefined
          ? undefined
          : {
              count: movers,
              geometry: pool.uniform("geometry of movers", packGeometry(model.box, movers, cells)),
            },
    });
    const list =
      model.neighbours === "list"
        ? await NeighbourList.create(
            context,
            pool,
            { ...shared, cellStart: grid.cellStart, position: shared.builtPosition },
            count,
            model.supportRadius,
            dimensions,
            Math.min(expectedNeighbours(model, listRadius), count),
            { nearness: byPaths(model.skin / 2), layers: fluidLayers(model) },
          )
        : undefined;
    const buffers: Buffers = {
      ...shared,
      ...sorted,
      cellStart: grid.cellStart,
      densityGradient: shared.scratchA,
      ...Object.fromEntries(solids),
      ...createOpenBoundaryBuffers(pool, model, count),
      // Lives from the exchange of particles to the sort behind it.
      queue: shared.scratchA,
    };
    const [returnToBuilt, ...locate] = await Promise.all([
      compileReturnToBuilt(context),
      compileLocateMembers(context, model),
      compileLocateParticles(context, model),
    ]);
    const bound = locate.flatMap((pass) => pass?.bind(buffers) ?? []);
    const back = returnToBuilt.bind(buffers);
    return new FluidSystem(context, model, count, pool, buffers, grid, list, bound, back);
  }

  /** A pass over single indices. */
  over(threads: number, pass: Pass, more: Buffers = {}): Recorded {
    const bound = pass.bind({ ...this.buffers, ...more });
    return (encoder) => bound.encode(encoder, threads);
  }

  /** A pass that visits neighbours; to be bound anew when the list grows. */
  overRows(pass: Pass, more: Buffers = {}): Recorded {
    const { buffers, list } = this;
    if (!list) return this.over(this.count, pass, more);
    const bound = list.chunks.map(({ list: rows, chunk }) =>
      pass.bind({ ...buffers, ...more, rowLength: list.rowLength, list: rows, chunk }),
    );
    return (encoder) => bound.forEach((part, k) => part.encode(encoder, list.chunks[k].count));
  }

  /** Records sorting and list building, which do something only while `status.rebuilding` is set: of particles in any order. */
  encodeFirstRebuild(encoder: Encoder): void {
    this.grid.encode(encoder);
    this.encodeList(encoder);
  }

  /** Records the same for particles of which those that stay for good are sorted already. */
  encodeRebuild(encoder: Encoder): void {
    this.grid.encodeMovers(encoder);
    this.encodeList(encoder);
  }

  /** Records the first for a list of before, from what `builtPosition` holds, while `status.rebuilding` is 2; the present places are lost. */
  encodeRebuildAgain(encoder: Encoder): void {
    this.returnToBuilt.encode(encoder, this.count);
    this.encodeFirstRebuild(encoder);
  }

  private encodeList(encoder: Encoder): void {
    for (const pass of this.locate) pass.encode(encoder, this.count);
    this.list?.encode(encoder);
  }

  /** Idempotent. */
  destroy(): void {
    this.pool.destroy();
  }
}
