import type { Box } from "../../../core/box.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { imageThresholds } from "./nearestImage.ts";

/** Called with two slots and the squared distance between them [length²]. */
export type PairVisitor = (slotI: number, slotJ: number, distanceSquared: number) => void;

/** Called with a slot and the first `found` of its partners with their squared distances [length²]. */
export type SlotVisitor = (
  slot: number,
  partners: Uint32Array,
  found: number,
  distancesSquared: Float64Array,
) => void;

/** Two cells to a radius leave less than half the candidates that one would. */
const cellsPerRadius = 2;
const mostNeighbours = (2 * cellsPerRadius + 1) ** 3;

/**
 * Particles sorted into cells no smaller than half a search radius, so that the partners of a particle are at most
 * two cells away (Hockney & Eastwood, Computer Simulation Using Particles, 1988, section 8-4).
 *
 * Particles of one cell have consecutive slots, in the order of their index: sums over slots repeat bit for bit.
 * Every pair is found once, also where the box is so small that a cell is its own neighbour.
 */
export class CellGrid {
  /** (N), particle of each slot. */
  readonly order: Uint32Array;
  /** (N, 3), positions by slot [length]. */
  readonly slotPosition: Float64Array;
  readonly #box: Box;
  readonly #thresholds: Vector3;
  readonly #cellOfParticle: Uint32Array;
  /** Cells along each axis, their lower corner and edges [length]. */
  readonly #cells = [1, 1, 1];
  readonly #origin = [0, 0, 0];
  readonly #cellEdges = [1, 1, 1];
  /** Along each axis, by index: the indices within the radius. */
  readonly #around: number[][][] = [[], [], []];
  /** First slot of each cell; the number of particles follows. */
  #starts = new Uint32Array(2);
  #radius = 0;

  constructor(box: Box, count: number) {
    this.#box = box;
    this.#thresholds = imageThresholds(box);
    this.order = new Uint32Array(count);
    this.slotPosition = new Float64Array(3 * count);
    this.#cellOfParticle = new Uint32Array(count);
  }

  get memoryBytes(): number {
    const arrays = [this.order, this.slotPosition, this.#cellOfParticle, this.#starts];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /**
   * Sorts the particles for a search of all pairs closer than a radius.
   *
   * @param position (N, 3) [length], wrapped into the box along periodic axes
   * @param radius [length]
   */
  build(position: Float64Array, radius: number): void {
    this.#radius = radius;
    this.#divide(position);
    this.#countParticles(position);
    this.#placeParticles(position);
  }

  /** Visits every pair closer than the radius once, by its nearest image. */
  forEachPair(visit: PairVisitor): void {
    this.forEachSlot((slot, partners, found, distancesSquared) => {
      for (let k = 0; k < found; k++) visit(slot, partners[k], distancesSquared[k]);
    });
  }

  /** The same pairs slot by slot: every slot in turn, with those of its partners that come after it. */
  forEachSlot(visit: SlotVisitor): void {
    const starts = this.#starts;
    const p = this.slotPosition;
    const [edgeX, edgeY, edgeZ] = this.#box.lengths;
    const [halfX, halfY, halfZ] = this.#thresholds;
    const radiusSquared = this.#radius * this.#radius;
    const firsts = new Uint32Array(mostNeighbours);
    const ends = new Uint32Array(mostNeighbours);
    const partners = new Uint32Array(this.order.length);
    const distancesSquared = new Float64Array(this.order.length);
    for (let cell = 0; cell + 1 < starts.length; cell++) {
      if (starts[cell] === starts[cell + 1]) continue;
      const ranges = this.#slotRanges(cell, firsts, ends);
      for (let slot = starts[cell]; slot < starts[cell + 1]; slot++) {
        const x = p[3 * slot];
        const y = p[3 * slot + 1];
        const z = p[3 * slot + 2];
        let found = 0;
        for (let range = 0; range < ranges; range++) {
          const end = ends[range];
          for (let other = Math.max(firsts[range], slot + 1); other < end; other++) {
            let dx = x - p[3 * other];
            let dy = y - p[3 * other + 1];
            let dz = z - p[3 * other + 2];
            if (Math.abs(dx) > halfX) dx -= dx > 0 ? edgeX : -edgeX;
            if (Math.abs(dy) > halfY) dy -= dy > 0 ? edgeY : -edgeY;
            if (Math.abs(dz) > halfZ) dz -= dz > 0 ? edgeZ : -edgeZ;
            const distanceSquared = dx * dx + dy * dy + dz * dz;
            // Written in any case: one candidate in four is a partner, and mispredicted branches cost more.
            partners[found] = other;
            distancesSquared[found] = distanceSquared;
            found += distanceSquared < radiusSquared ? 1 : 0;
          }
        }
        visit(slot, partners, found, distancesSquared);
      }
    }
  }

  /** Cuts the box, along axes without images the extent of the particles, into cells. */
  #divide(position: Float64Array): void {
    const { dimensions, lower, lengths, boundaries } = this.#box;
    const spans = [0, 0, 0];
    for (let axis = 0; axis < dimensions; axis++) {
      const periodic = boundaries[axis] === "periodic";
      const [low, high] = periodic ? [0, lengths[axis]] : extent(position, axis);
      this.#origin[axis] = periodic ? lower[axis] : low;
      spans[axis] = high - low;
    }
    // A dilute system must not fill the memory with empty cells.
    const mostCells = Math.max(2 ** 15, 8 * this.order.length);
    // The margin keeps a pair at just below the radius out of cells that rounding put two apart.
    let edge = (this.#radius / cellsPerRadius) * (1 + 1e-12);
    const cellsAlong = (span: number) => Math.max(Math.floor(span / edge), 1);
    while (spans.reduce((product, span) => product * cellsAlong(span), 1) > mostCells) edge *= 1.25;
    for (let axis = 0; axis < 3; axis++) {
      this.#cells[axis] = cellsAlong(spans[axis]);
      this.#cellEdges[axis] = spans[axis] / this.#cells[axis] || edge;
      this.#around[axis] = this.#indicesAround(axis);
    }
  }

  #countParticles(position: Float64Array): void {
    const [cellsX, cellsY, cellsZ] = this.#cells;
    const cellOfParticle = this.#cellOfParticle;
    const size = cellsX * cellsY * cellsZ + 1;
    if (this.#starts.length !== size) this.#starts = new Uint32Array(size);
    else this.#starts.fill(0);
    for (let i = 0; i < cellOfParticle.length; i++) {
      const x = this.#cellAlong(0, position[3 * i]);
      const y = this.#cellAlong(1, position[3 * i + 1]);
      const z = this.#cellAlong(2, position[3 * i + 2]);
      const cell = (z * cellsY + y) * cellsX + x;
      cellOfParticle[i] = cell;
      this.#starts[cell]++;
    }
  }

  #cellAlong(axis: number, coordinate: number): number {
    const cell = Math.floor((coordinate - this.#origin[axis]) / this.#cellEdges[axis]);
    return Math.max(0, Math.min(cell, this.#cells[axis] - 1));
  }

  /** Turns counts into first slots and fills the slots; filling from the back leaves each start at its place. */
  #placeParticles(position: Float64Array): void {
    const { order, slotPosition } = this;
    const starts = this.#starts;
    for (let cell = 1; cell < starts.length; cell++) starts[cell] += starts[cell - 1];
    for (let i = order.length - 1; i >= 0; i--) {
      const slot = --starts[this.#cellOfParticle[i]];
      order[slot] = i;
      for (let axis = 0; axis < 3; axis++) slotPosition[3 * slot + axis] = position[3 * i + axis];
    }
  }

  /** Slots of a cell and of the later ones around it, as few ranges; returns how many. */
  #slotRanges(cell: number, firsts: Uint32Array, ends: Uint32Array): number {
    const starts = this.#starts;
    const [cellsX, cellsY] = this.#cells;
    const [aroundX, aroundY, aroundZ] = this.#around;
    const row = Math.floor(cell / cellsX);
    let ranges = 0;
    for (const z of aroundZ[Math.floor(row / cellsY)]) {
      for (const y of aroundY[row % cellsY]) {
        for (const x of aroundX[cell % cellsX]) {
          const neighbour = (z * cellsY + y) * cellsX + x;
          if (neighbour < cell || starts[neighbour] === starts[neighbour + 1]) continue;
          const adjoins = ranges > 0 && ends[ranges - 1] === starts[neighbour];
          if (!adjoins) firsts[ranges++] = starts[neighbour];
          ends[ranges - 1] = starts[neighbour + 1];
        }
      }
    }
    return ranges;
  }

  /** For every index along an axis the distinct ones within reach of it, ascending. */
  #indicesAround(axis: number): number[][] {
    const cells = this.#cells[axis];
    const periodic = this.#box.boundaries[axis] === "periodic";
    return Array.from({ length: cells }, (_, index) => {
      const indices = Array.from({ length: 2 * cellsPerRadius + 1 }, (_, k) => index + k - cellsPerRadius);
      if (!periodic) return indices.filter((k) => k >= 0 && k < cells);
      return [...new Set(indices.map((k) => (k + cellsPerRadius * cells) % cells))].sort((a, b) => a - b);
    });
  }
}

/** Smallest and largest coordinate along an axis [length]. */
function extent(position: Float64Array, axis: number): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let k = axis; k < position.length; k += 3) {
    low = Math.min(low, position[k]);
    high = Math.max(high, position[k]);
  }
  return [low, high];
}
