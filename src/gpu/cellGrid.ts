import { pickBindings } from "./bindingTable.ts";
import type { BufferPool } from "./buffers.ts";
import type { CellCounts } from "./cellLayout.ts";
import type { GpuContext } from "./context.ts";
import { geometryBlock } from "./geometry.ts";
import geometryCode from "./geometry.wgsl?raw";
import { anyMotion, type MotionRule, nothingBuilt, withMotion, withoutMotion } from "./motionRule.ts";
import { type ParticleBuffers, recordBytes } from "./particleState.ts";
import {
  type Binding,
  type BoundPass,
  type Encoder,
  type Fragment,
  oneGroup,
  Pass,
  type PassDescription,
  type Recorded,
} from "./pass.ts";
import { Scan } from "./scan.ts";
import { mostSortedInOneGroup, sortAlone, sortInOneGroup } from "./sortInOneGroup.ts";
import { oneLayer, sortCode, type SortLayers } from "./sortLayers.ts";
import {
  clearCell,
  countParticle,
  findDestination,
  placeMember,
  scatterExtra,
  scatterRecords,
  takeOverExtra,
  takeOverRecords,
} from "./sortPasses.ts";
import { statusReader } from "./status.ts";

const bindingTable = {
  uniform: { geometry: "Geometry" },
  storage: {
    status: "Status",
    cellStart: "array<u32>",
    arrival: "array<vec2u>",
    members: "array<u32>",
    destination: "array<u32>",
    position: "array<vec4u>",
    builtPosition: "array<vec4u>",
    velocity: "array<vec4f>",
    tag: "array<vec4i>",
    scratchA: "array<vec4u>",
    scratchB: "array<vec4f>",
    scratchC: "array<vec4i>",
    extra: "array<vec4f>",
    motion: "array<vec4u>",
  },
} as const;

const scratchNames = ["scratchA", "scratchB", "scratchC"];

/** Three 16-byte records per particle that nothing relies on between passes. */
export interface Scratch {
  readonly scratchA: GPUBuffer;
  readonly scratchB: GPUBuffer;
  readonly scratchC: GPUBuffer;
}

/** Particles of all layers but the last, where those of the last stay for good where they are, and what they are. */
export interface Movers {
  readonly count: number;
  /** As `geometry`, with this count. */
  readonly geometry: GPUBuffer;
}

/** What is sorted at a time: so many first particles, into so many first cells. */
interface SortedPart {
  readonly count: number;
  readonly cells: number;
  /** With that count. */
  readonly geometry: GPUBuffer;
}

/**
 * Sorts the particles by layer and cell (counting sort: histogram, scan, scatter; in-cell order by id) while
 * `status.rebuilding` is set, and remembers the positions it sorted by in `builtPosition`: (x, y, z; what its rule says), or as `position` where
 * there is no rule for motions.
 */
export class CellGrid {
  private constructor(
    /** First particle of each cell of each layer, and the particle count behind the last. */
    readonly cellStart: GPUBuffer,
    /** In all layers. */
    readonly cellCount: number,
    /** Of what the sort puts into it, nothing is needed afterwards. */
    readonly members: GPUBuffer,
    private readonly steps: readonly Recorded[],
    private readonly stepsOfMovers: readonly Recorded[],
  ) {}

  static async create(
    context: GpuContext,
    pool: BufferPool,
    resources: {
      count: number;
      cells: CellCounts;
      geometry: GPUBuffer;
      status: GPUBuffer;
      /** More 16-byte records of each particle that have to go along. */
      extras?: readonly GPUBuffer[];
      motion?: MotionRule;
      layers?: SortLayers;
      movers?: Movers;
    } & Pick<ParticleBuffers, "position" | "velocity" | "tag" | "builtPosition"> &
      Scratch,
  ): Promise<CellGrid> {
    const { count, cells: counts, extras = [], motion, layers = oneLayer, movers, ...given } = resources;
    const { noteMotion, noteBuilt } = motion ? withMotion : withoutMotion;
    const motionCode = (motion?.code ?? anyMotion).join("\n");
    const [nx, ny, nz] = counts;
    const cellsOfLayer = nx * ny * nz;
    const cells = cellsOfLayer * layers.count;
    const words = (label: string, length: number) => pool.storage(label, length * 4);
    const cellStart = words("cell start", cells + 1);
    const buffers = {
      ...given,
      cellStart,
      members: words("cell members", count),
      destination: words("destination", count),
      // Scratch is free until records move: what is built from, and cells with the order of arrival there.
      motion: given.scratchA,
      arrival: given.scratchB,
      ...motion?.buffers,
    };

    /** Its last cell has an end, where the cells of the next layer begin. */
    const viewOf = ({ geometry, cells }: SortedPart) => ({
      ...buffers,
      geometry,
      cellStart: { buffer: cellStart, size: 4 * (cells + 1) },
    });
    const compile = async (
      part: SortedPart,
      label: string,
      code: readonly Fragment[],
      reads: string[],
      writes: (string | [string, string])[],
      more: Readonly<Record<string, GPUBuffer>> = {},
      moreBindings: Readonly<Record<string, Binding>> = {},
      sizes: Pick<PassDescription, "workgroupSize" | "maximumWorkgroups"> = {},
    ) => {
      const pass = await Pass.create(context, {
        label,
        ...sizes,
        bindings: {
          ...moreBindings,
          ...pickBindings(bindingTable, ["status", "geometry", ...reads], writes),
        },
        code: [motion?.status ?? statusReader, geometryBlock.wgsl, geometryCode, sortCode(layers), ...code],
      });
      return pass.bind({ ...viewOf(part), ...more });
    };
    const over =
      (threads: number) =>
      (pass: BoundPass): Recorded =>
      (encoder) =>
        pass.encode(encoder, threads);

    const atomicCells: [string, string] = ["cellStart", "array<atomic<u32>>"];
    // Ten dispatches become one.
    const sortByOneGroup = async (part: SortedPart) => {
      const goesAlong = extras.length > 0;
      const noteDestination = `fn noteDestination(index: u32, row: u32) { ${goesAlong ? "destination[index] = row;" : ""} }`;
      const pass = await compile(
        part,
        "sortInOneGroup",
        [motionCode, sortInOneGroup(count), noteDestination, sortAlone],
        [],
        [
          ...[atomicCells, "members", "position", "builtPosition", "velocity", "tag"],
          ...(goesAlong ? ["destination"] : []),
        ],
        {},
        motion?.bindings,
        oneGroup,
      );
      return [over(1)(pass)];
    };
    const sortInPasses = async (part: SortedPart) => {
      const perParticle = over(part.count);
      const [clear, scan, countPass, place, find, scatter, takeOver] = await Promise.all([
        compile(part, "clearCell", clearCell, [], ["cellStart"]),
        Scan.create(context, pool, cellStart, part.cells + 1, resources.status),
        compile(
          part,
          "countParticle",
          [motionCode, noteMotion, ...countParticle],
          ["position"],
          [atomicCells, "arrival", ...(motion ? ["motion"] : [])],
          {},
          motion?.bindings,
        ),
        compile(part, "placeMember", placeMember, ["cellStart", "arrival"], ["members"]),
        compile(
          part,
          "findDestination",
          [motion ? noteBuilt : nothingBuilt, ...findDestination],
          ["tag", "cellStart", "members", "arrival", ...(motion ? ["motion"] : [])],
          ["destination", ...(motion ? ["builtPosition"] : [])],
        ),
        compile(
          part,
          "scatterRecords",
          scatterRecords,
          ["destination", "position", "velocity", "tag"],
          scratchNames,
        ),
        compile(
          part,
          "takeOverRecords",
          [motion ? nothingBuilt : noteBuilt, ...takeOverRecords],
          scratchNames,
          ["position", "velocity", "tag", ...(motion ? [] : ["builtPosition"])],
        ),
      ]);
      return [
        over(part.cells + 1)(clear),
        perParticle(countPass),
        (encoder: Encoder) => scan.encode(encoder),
        perParticle(place),
        perParticle(find),
        perParticle(scatter),
        perParticle(takeOver),
      ];
    };
    const stepsOf = async (part: SortedPart): Promise<Recorded[]> => {
      const extraPasses = await Promise.all(
        extras.flatMap((extra) => [
          compile(part, "scatterExtra", scatterExtra, ["destination", "extra"], ["scratchB"], { extra }),
          compile(part, "takeOverExtra", takeOverExtra, ["scratchB"], ["extra"], { extra }),
        ]),
      );
      // The same way for both, so that nothing is compiled for movers alone.
      const isSmall = count <= mostSortedInOneGroup(context);
      const sort = isSmall ? await sortByOneGroup(part) : await sortInPasses(part);
      return [...sort, ...extraPasses.map(over(part.count))];
    };
    const steps = await stepsOf({ count, cells, geometry: given.geometry });
    const stepsOfMovers = movers ? await stepsOf({ ...movers, cells: cells - cellsOfLayer }) : steps;
    return new CellGrid(cellStart, cells, buffers.members, steps, stepsOfMovers);
  }

  /** Bytes of scratch that `create` wants in each of its three buffers. */
  static scratchBytes(count: number): number {
    return count * recordBytes;
  }

  encode(encoder: Encoder): void {
    for (const step of this.steps) step(encoder);
  }

  /** Records the sort of those that move, after one of all. */
  encodeMovers(encoder: Encoder): void {
    for (const step of this.stepsOfMovers) step(encoder);
  }
}
