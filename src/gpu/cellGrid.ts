import { pickBindings } from "./bindingTable.ts";
import type { BufferPool } from "./buffers.ts";
import type { CellCounts } from "./cellLayout.ts";
import type { GpuContext } from "./context.ts";
import { geometryBlock } from "./geometry.ts";
import geometryCode from "./geometry.wgsl?raw";
import { forEachIndex } from "./indexSharing.ts";
import { type ParticleBuffers, recordBytes } from "./particleState.ts";
import {
  type Binding,
  type BoundPass,
  type Fragment,
  mostInOneGroup,
  oneGroup,
  Pass,
  type PassDescription,
} from "./pass.ts";
import { Scan } from "./scan.ts";
import sumThrough from "./sumThrough.wgsl?raw";
import oneGroupCode from "./sortInOneGroup.wgsl?raw";
import { oneLayer, sortCode, type SortLayers } from "./sortLayers.ts";
import { statusReader } from "./status.ts";

const clearCell: readonly Fragment[] = [
  /* wgsl */ `
fn clearCell(index: u32) {
  if (status.rebuilding == 0u) { return; }
  cellStart[index] = 0u;
}`,
  forEachIndex("clearCell", "arrayLength(&cellStart)"),
];

const countParticle: readonly Fragment[] = [
  /* wgsl */ `
fn countParticle(index: u32) {
  if (status.rebuilding == 0u) { return; }
  let own = position[index];
  let word = builtWord(index);
  let built = vec4u(builtPlace(own.xyz, word), word);
  let cell = cellOf(vec4u(built.xyz, own.w));
  arrival[index] = vec2u(cell, atomicAdd(&cellStart[cell], 1u));
  noteMotion(index, built);
}`,
  forEachIndex("countParticle", "geometry.particleCount"),
];

const placeMember: readonly Fragment[] = [
  /* wgsl */ `
fn placeMember(index: u32) {
  if (status.rebuilding == 0u) { return; }
  let own = arrival[index];
  members[cellStart[own.x] + own.y] = index;
}`,
  forEachIndex("placeMember", "geometry.particleCount"),
];

// Atomics let the members of a cell arrive in any order; ranking them by id makes the order definite.
const findDestination: readonly Fragment[] = [
  /* wgsl */ `
fn findDestination(index: u32) {
  if (status.rebuilding == 0u) { return; }
  let cell = arrival[index].x;
  let first = cellStart[cell];
  let end = cellStart[cell + 1u];
  let id = u32(tag[index].w);
  var rank = 0u;
  for (var k = first; k < end; k++) { rank += u32(u32(tag[members[k]].w) < id); }
  destination[index] = first + rank;
  noteBuilt(index, first + rank);
}`,
  forEachIndex("findDestination", "geometry.particleCount"),
];

const scatterRecords: readonly Fragment[] = [
  /* wgsl */ `
fn scatterRecords(index: u32) {
  if (status.rebuilding == 0u) { return; }
  let row = destination[index];
  scratchA[row] = position[index];
  scratchB[row] = velocity[index];
  scratchC[row] = tag[index];
}`,
  forEachIndex("scatterRecords", "geometry.particleCount"),
];

const takeOverRecords: readonly Fragment[] = [
  /* wgsl */ `
fn takeOverRecords(index: u32) {
  if (status.rebuilding == 0u) { return; }
  position[index] = scratchA[index];
  noteBuilt(index, index);
  velocity[index] = scratchB[index];
  tag[index] = scratchC[index];
}`,
  forEachIndex("takeOverRecords", "geometry.particleCount"),
];

const scatterExtra: readonly Fragment[] = [
  /* wgsl */ `
fn scatterExtra(index: u32) {
  if (status.rebuilding == 0u) { return; }
  scratchB[destination[index]] = extra[index];
}`,
  forEachIndex("scatterExtra", "geometry.particleCount"),
];

const takeOverExtra: readonly Fragment[] = [
  /* wgsl */ `
fn takeOverExtra(index: u32) {
  if (status.rebuilding == 0u) { return; }
  extra[index] = scratchB[index];
}`,
  forEachIndex("takeOverExtra", "geometry.particleCount"),
];

/** How far and where particles may go until the neighbour list is built again: what `builtPosition` holds of them. */
export interface MotionRule {
  /** WGSL of the status, where it needs more than `statusReader`. */
  readonly status?: string;
  /**
   * WGSL of `fn builtWord(index: u32) -> u32`, what it holds beside a place, and of `fn builtPlace(place: vec3u, word: u32) -> vec3u`, the place by which
   * a particle is sorted; for passes that bind `status` to look at, `geometry`, `position`, `builtPosition` and what is
   * named here. Where `status.rebuilding` is 2 a list of before is made again: places are those of `builtPosition`, and the word is what stands beside.
   */
  readonly code: readonly string[];
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
}

/** What they may do is found in the order of before, and goes along with the destinations. */
const withMotion = {
  noteMotion: "fn noteMotion(index: u32, built: vec4u) { motion[index] = built; }",
  noteBuilt: "fn noteBuilt(index: u32, row: u32) { builtPosition[row] = motion[index]; }",
};
const withoutMotion = {
  noteMotion: "fn noteMotion(index: u32, built: vec4u) {}",
  noteBuilt: "fn noteBuilt(index: u32, row: u32) { builtPosition[row] = scratchA[index]; }",
};
/** WGSL of `builtPlace` where particles are sorted by where they are. */
export const builtInPlace = "fn builtPlace(place: vec3u, word: u32) -> vec3u { return place; }";
const anyMotion: readonly string[] = [
  "fn builtWord(index: u32) -> u32 { return position[index].w; }",
  builtInPlace,
];
const nothingBuilt = "fn noteBuilt(index: u32, row: u32) {}";

/**
 * WGSL of `fn sortParticles(thread: u32)` for the threads of one workgroup (`oneGroup`), all of which have to come by. Its user binds `geometry`,
 * `cellStart` (atomic), `members`, `position`, `builtPosition`, `velocity` and `tag`, and defines `fn cellOf(place: vec4u) -> u32`,
 * `fn noteDestination(index: u32, row: u32)`, `builtWord` and `builtPlace`.
 */
export function sortInOneGroup(count: number): string {
  const chunks = 2 ** Math.ceil(Math.log2(Math.ceil(count / oneGroup.workgroupSize)));
  return [`const CHUNKS = ${chunks}u;`, sumThrough, oneGroupCode].join("\n");
}

const sortAlone = /* wgsl */ `
@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (status.rebuilding != 0u) { sortParticles(thread); }
}`;

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

/**
 * Most particles that one workgroup sorts in no more time than the ten dispatches that do so otherwise: on software adapters many, as each
 * dispatch costs there whether there is something to sort or not. More would not fit the private memory that WGSL promises.
 */
function mostSortedInOneGroup({ adapter, workers }: GpuContext): number {
  return adapter.kind === "software"
    ? Math.max(Math.min(40960 / workers, 32768), mostInOneGroup)
    : mostInOneGroup;
}

const scratchNames = ["scratchA", "scratchB", "scratchC"];

/** Three 16-byte records per particle that nothing relies on between passes. */
export interface Scratch {
  readonly scratchA: GPUBuffer;
  readonly scratchB: GPUBuffer;
  readonly scratchC: GPUBuffer;
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
    private readonly steps: readonly ((encoder: GPUComputePassEncoder) => void)[],
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
    } & Pick<ParticleBuffers, "position" | "velocity" | "tag" | "builtPosition"> &
      Scratch,
  ): Promise<CellGrid> {
    const { count, cells: counts, extras = [], motion, layers = oneLayer, ...given } = resources;
    const { noteMotion, noteBuilt } = motion ? withMotion : withoutMotion;
    const motionCode = (motion?.code ?? anyMotion).join("\n");
    const [nx, ny, nz] = counts;
    const cells = nx * ny * nz * layers.count;
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

    const compile = async (
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
      return pass.bind({ ...buffers, ...more });
    };
    const perParticle = (pass: BoundPass) => (encoder: GPUComputePassEncoder) => pass.encode(encoder, count);

    const atomicCells: [string, string] = ["cellStart", "array<atomic<u32>>"];
    // Ten dispatches become one.
    const sortByOneGroup = async () => {
      const goesAlong = extras.length > 0;
      const noteDestination = `fn noteDestination(index: u32, row: u32) { ${goesAlong ? "destination[index] = row;" : ""} }`;
      const pass = await compile(
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
      return [(encoder: GPUComputePassEncoder) => pass.encode(encoder, 1)];
    };
    const sortInPasses = async () => {
      const [clear, scan, countPass, place, find, scatter, takeOver] = await Promise.all([
        compile("clearCell", clearCell, [], ["cellStart"]),
        Scan.create(context, pool, cellStart, resources.status),
        compile(
          "countParticle",
          [motionCode, noteMotion, ...countParticle],
          ["position"],
          [atomicCells, "arrival", ...(motion ? ["motion"] : [])],
          {},
          motion?.bindings,
        ),
        compile("placeMember", placeMember, ["cellStart", "arrival"], ["members"]),
        compile(
          "findDestination",
          [motion ? noteBuilt : nothingBuilt, ...findDestination],
          ["tag", "cellStart", "members", "arrival", ...(motion ? ["motion"] : [])],
          ["destination", ...(motion ? ["builtPosition"] : [])],
        ),
        compile(
          "scatterRecords",
          scatterRecords,
          ["destination", "position", "velocity", "tag"],
          scratchNames,
        ),
        compile("takeOverRecords", [motion ? nothingBuilt : noteBuilt, ...takeOverRecords], scratchNames, [
          "position",
          "velocity",
          "tag",
          ...(motion ? [] : ["builtPosition"]),
        ]),
      ]);
      return [
        (encoder: GPUComputePassEncoder) => clear.encode(encoder, cells + 1),
        perParticle(countPass),
        (encoder: GPUComputePassEncoder) => scan.encode(encoder),
        perParticle(place),
        perParticle(find),
        perParticle(scatter),
        perParticle(takeOver),
      ];
    };
    const extraPasses = await Promise.all(
      extras.flatMap((extra) => [
        compile("scatterExtra", scatterExtra, ["destination", "extra"], ["scratchB"], { extra }),
        compile("takeOverExtra", takeOverExtra, ["scratchB"], ["extra"], { extra }),
      ]),
    );
    const sort = count <= mostSortedInOneGroup(context) ? await sortByOneGroup() : await sortInPasses();
    return new CellGrid(cellStart, cells, buffers.members, [...sort, ...extraPasses.map(perParticle)]);
  }

  /** Bytes of scratch that `create` wants in each of its three buffers. */
  static scratchBytes(count: number): number {
    return count * recordBytes;
  }

  encode(encoder: GPUComputePassEncoder): void {
    for (const step of this.steps) step(encoder);
  }
}
