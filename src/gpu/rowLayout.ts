import buildCluster from "./buildClusterRow.wgsl?raw";
import buildParticle from "./buildParticleRow.wgsl?raw";
import clusterRow from "./clusterRow.wgsl?raw";
import firstLayer from "./firstLayer.wgsl?raw";
import keepHits from "./keepHits.wgsl?raw";
import particleRow from "./particleRow.wgsl?raw";
import searchClusters from "./searchClusters.wgsl?raw";
import visitCluster from "./visitClusterRow.wgsl?raw";
import visitParticle from "./visitParticleRow.wgsl?raw";
import visitSurroundings from "./visitSurroundings.wgsl?raw";
import type { CellWidths } from "./cellLayout.ts";
import { declareUniform } from "./uniformBlock.ts";

/** Particles whose rows lie in one stretch; chunks of the list begin at whole blocks. The WGSL knows it as ROW_BLOCK. */
export const rowBlock = 32;

/** What a pass needs to know about its part of the list. */
export const chunkBlock = declareUniform("Chunk", {
  first: "u32",
  count: "u32",
  capacity: "u32",
  /** Distance within which two particles are neighbours, beside what both may go. */
  listRadius: "f32",
  /** How far a particle may go at most beside that (nearness.ts). */
  longestReach: "f32",
});

/** WGSL expression of how many threads passes along rows are called for, for all particles of a chunk. */
export const allThreads = "threadsFor(chunk.count)";

/** Who shares a row of the neighbour list, how it lies in memory, and how passes build it and walk along it. */
export interface RowLayout {
  /** Whether its WGSL has subgroup operations: an adapter's subgroups must have eight lanes then. */
  readonly usesSubgroups: boolean;
  /** Particles, following one another in the order of the sort, that have the same neighbours in the list. */
  readonly sharers: number;
  /**
   * WGSL of `ListWord` and of where words stand, for passes that bind `chunk`, `rowLength` and `list`; of `fn threadsFor(particles: u32) -> u32`, how many threads
   * `buildRow` and `alongRow` are called for, for so many first particles of a chunk, and of `fn threadFrom(particle: u32) -> u32`, the first for those from one on.
   */
  readonly code: string;
  /** `fn buildRow(thread: u32)`. */
  readonly build: string;
  /** `fn alongRow(thread: u32)` (neighbourCode.ts). */
  readonly visit: string;
  /**
   * Cells of the sort that suit it.
   *
   * @param density particles per volume, in two dimensions per area
   */
  cellWidths(listRadius: number, density: number, dimensions: 2 | 3): CellWidths;
  /** Neighbours to expect in a row where a particle by itself has so many. */
  rowNeighbours(ofParticle: number, dimensions: 2 | 3): number;
  /** Words of the list for each particle, where rows have room for so many neighbours. */
  wordsEach(capacity: number): number;
  /** Words of `rowLength` for so many particles. */
  lengthWords(count: number): number;
  /** The particle along whose way all of a row are seen (nearness.ts), by one of those whose row it is. */
  frameOf(index: number): number;
  /** By how much of the list radius a row may reach further than it has to. */
  readonly slack: number;
  /** Where the neighbours of a particle stand in its chunk's buffer, `local` its number there. */
  slotsOf(capacity: number, local: number, index: number, rowLength: Uint32Array): number[];
  /** How many words a pass fetches for a particle: one that is fetched for several counts with their share. */
  fetchesOf(index: number, rowLength: Uint32Array): number;
}

const range = (first: number, end: number) => Array.from({ length: end - first }, (_, k) => first + k);

/** Every particle has a row of its own: what hardware adapters take. */
export const particleRows: RowLayout = {
  usesSubgroups: false,
  sharers: 1,
  code: [`const ROW_BLOCK = ${rowBlock}u;`, chunkBlock.wgsl, firstLayer, particleRow].join("\n"),
  build: `${visitSurroundings}\n${buildParticle}`,
  visit: visitParticle,
  // Cells are narrower along rows: a search takes whole ranges of a row, so that narrow cells there cost the search nothing and leave
  // out more of what is too far; the sort has more cells to clear and sum.
  cellWidths: (listRadius) => ({ across: listRadius / 2, along: listRadius / 4 }),
  rowNeighbours: (ofParticle) => ofParticle,
  wordsEach: (capacity) => capacity,
  lengthWords: (count) => count,
  frameOf: (index) => index,
  slack: 0,
  slotsOf(capacity, local, index, rowLength) {
    const first = Math.floor(local / rowBlock) * (capacity / 4);
    return range(0, 4 * rowLength[index]).map(
      (slot) => 4 * ((first + Math.floor(slot / 4)) * rowBlock + (local % rowBlock)) + (slot % 4),
    );
  },
  fetchesOf: (index, rowLength) => 4 * rowLength[index],
};

/** As many as a subgroup of llvmpipe has lanes. */
const clusterSize = 8;

/** Edge of the cube that a cluster's centres fill, in edges of a cube with one particle; that it reaches far beyond 1 is measured. */
const clusterEdge = { 2: 2.6, 3: 1.5 } as const;

/**
 * Particles that follow one another are a cluster, whose neighbours are all that are near to one of them (the cluster pair lists of S. Páll & B. Hess,
 * Comput. Phys. Commun. 184, 2641 (2013), with single neighbours). Each lane of a subgroup fetches another neighbour and hands
 * it on to the others, so that memory is asked for an eighth of what rows of single particles ask for, at the price of pairs that
 * turn out to be too far. Two clusters have one row, sorted into neighbours of both and of either alone: each lane has a particle in each, and what is
 * near to both is fetched once. For adapters that are slow to gather: see bench/choices.md.
 */
export const clusterRows: RowLayout = {
  usesSubgroups: true,
  sharers: clusterSize,
  code: [
    `const ROW_BLOCK = ${rowBlock}u;\nconst CLUSTER = ${clusterSize}u;`,
    chunkBlock.wgsl,
    firstLayer,
    clusterRow,
  ].join("\n"),
  build: [keepHits, searchClusters, buildCluster].join("\n"),
  visit: visitCluster,
  // Rows of cells as wide as a cube of a cluster's particles, so that those which follow one another are near. A droplet in a wide box
  // is far denser than the whole: no wider than what it takes to find neighbours.
  cellWidths(listRadius, density, dimensions) {
    const across = Math.min((clusterSize / density) ** (1 / dimensions), 0.75 * listRadius);
    return { across, along: across / 4 };
  },
  rowNeighbours(ofParticle, dimensions) {
    const a = clusterEdge[dimensions];
    if (dimensions === 2) {
      const r = Math.sqrt(ofParticle / Math.PI);
      return ofParticle + 4 * a * r + a ** 2;
    }
    const r = Math.cbrt((3 * ofParticle) / (4 * Math.PI));
    return ofParticle + 3 * Math.PI * a * r ** 2 + 6 * a ** 2 * r + a ** 3;
  },
  wordsEach: (capacity) => capacity / clusterSize,
  lengthWords: (count) => 3 * Math.ceil(count / (2 * clusterSize)),
  frameOf: (index) => index - (index % (2 * clusterSize)),
  // Distances are rounded, by half of that at most, and rows are made as much longer for it (buildClusterRow.wgsl).
  slack: 2 ** -13,
  slotsOf(capacity, local, index, rowLength) {
    const [both, alone] = clusterLengths(index, rowLength);
    const middle = capacity * (2 * Math.floor(local / (2 * clusterSize)) + 1);
    const end = middle + capacity * (Math.floor(index / clusterSize) % 2);
    return [...range(middle, middle + both), ...range(end - alone, end)];
  },
  fetchesOf(index, rowLength) {
    const [both, alone] = clusterLengths(index, rowLength);
    return both / (2 * clusterSize) + alone / clusterSize;
  },
};

/** Of a particle's row, how many neighbours of both clusters it has, and how many of this particle's alone. */
function clusterLengths(index: number, rowLength: Uint32Array): [both: number, alone: number] {
  const word = 3 * Math.floor(index / (2 * clusterSize));
  return [rowLength[word], rowLength[word + 1 + (Math.floor(index / clusterSize) % 2)]];
}
