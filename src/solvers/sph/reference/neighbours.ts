import { minimumImage } from "../../../core/box.ts";
import { CellGrid } from "../../md/reference/cellGrid.ts";
import { kernelAt } from "../kernels/kernelAt.ts";
import type { FluidModel } from "../model.ts";

/**
 * All pairs closer than the support radius, each once: particle `first[k]` < `second[k]`, ascending in both. A sum that adds every
 * pair to both of its particles so adds the neighbours of each in the order of their ids.
 */
export interface PairTable {
  readonly count: number;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** (count, 3), x_first − x_second by nearest image [length]. */
  readonly separation: Float64Array;
  readonly distanceSquared: Float64Array;
  /** W [1/length^D] */
  readonly value: Float64Array;
  /** F = (dW/dr)/r [1/length^(D+2)] */
  readonly slope: Float64Array;
  /** |W| + |r dW/dr| and |F| + |r dF/dr|; of a table for stepping alone W and F themselves. */
  readonly valueMagnitude: Float64Array;
  readonly slopeMagnitude: Float64Array;
  readonly conditioned: boolean;
}

type Geometry = Pick<FluidModel, "box" | "kernel" | "smoothingLength" | "supportRadius">;

/**
 * Relative change of the distance from which the magnitudes' derivatives come. So small that where the kernel jumps,
 * at its edge, the quotient covers the jump at the error that a check allows.
 */
const relativeChange = 5e-7;

/** Finds pairs again and again, in memory that it keeps: a table is good until the next one. */
export class PairFinder {
  /** How often pairs were searched so far. */
  searches = 0;
  readonly #grid: CellGrid;
  readonly #starts: Uint32Array;
  #found = new Uint32Array(0);
  #table: PairTable;

  /** @param conditioned whether magnitudes are to account for how kernels magnify an error of the distance */
  constructor(
    private readonly geometry: Geometry,
    count: number,
    private readonly conditioned: boolean,
  ) {
    this.#grid = new CellGrid(geometry.box, count);
    this.#starts = new Uint32Array(count + 1);
    this.#table = allocateTable(0, conditioned);
  }

  get memoryBytes(): number {
    const arrays = Object.values(this.#table).filter((part) => typeof part === "object");
    const parts = new Set([...arrays, this.#starts, this.#found]);
    return [...parts].reduce((sum, { byteLength }) => sum + byteLength, this.#grid.memoryBytes);
  }

  /**
   * @param position (N, 3) [length], finite, wrapped into the box along periodic axes
   * @param takesPart whether a particle has neighbours at all; all have where left out
   */
  find(position: Float64Array, takesPart?: (i: number) => boolean): PairTable {
    this.searches++;
    const count = this.#search(position, takesPart);
    if (this.#table.first.length < count)
      this.#table = allocateTable(Math.ceil(1.2 * count), this.conditioned);
    this.#table = { ...this.#table, count };
    this.#sort(count);
    this.#evaluate(position);
    return this.#table;
  }

  /** Leaves all pairs, in any order, two indices each, and in #starts how many each lower index has. */
  #search(position: Float64Array, takesPart?: (i: number) => boolean): number {
    const starts = this.#starts.fill(0);
    const { order } = this.#grid;
    let count = 0;
    this.#grid.build(position, this.geometry.supportRadius * (1 + 2 * relativeChange));
    this.#grid.forEachSlot((slot, partners, found) => {
      if (2 * (count + found) > this.#found.length) this.#found = grown(this.#found, 2 * (count + found));
      for (let k = 0; k < found; k++) {
        const [a, b] = [order[slot], order[partners[k]]];
        if (takesPart && !(takesPart(a) && takesPart(b))) continue;
        const lower = Math.min(a, b);
        this.#found[2 * count] = lower;
        this.#found[2 * count + 1] = Math.max(a, b);
        starts[lower]++;
        count++;
      }
    });
    return count;
  }

  /** Counting sort by the lower index, then every row by the higher. */
  #sort(count: number): void {
    const starts = this.#starts;
    const { first, second } = this.#table;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    for (let k = 0; k < count; k++) {
      const place = --starts[this.#found[2 * k]];
      first[place] = this.#found[2 * k];
      second[place] = this.#found[2 * k + 1];
    }
    for (let i = 0; i + 1 < starts.length; i++) second.subarray(starts[i], starts[i + 1]).sort();
  }

  #evaluate(position: Float64Array): void {
    const { box, kernel, smoothingLength } = this.geometry;
    const { count, first, second, separation, distanceSquared, value, slope } = this.#table;
    const { valueMagnitude, slopeMagnitude } = this.#table;
    const scaled = kernelAt(kernel, box.dimensions, smoothingLength);
    for (let k = 0; k < count; k++) {
      let squared = 0;
      for (let axis = 0; axis < box.dimensions; axis++) {
        const difference = position[3 * first[k] + axis] - position[3 * second[k] + axis];
        const d = minimumImage(difference, axis, box);
        separation[3 * k + axis] = d;
        squared += d * d;
      }
      const r = Math.sqrt(squared);
      distanceSquared[k] = squared;
      value[k] = scaled.value(r);
      slope[k] = scaled.gradientFactor(r);
      if (!this.conditioned) continue;
      const [nearer, farther] = [r * (1 - relativeChange), r * (1 + relativeChange)];
      const change = (f: (r: number) => number) => Math.abs(f(farther) - f(nearer)) / (2 * relativeChange);
      valueMagnitude[k] = Math.abs(value[k]) + change(scaled.value);
      slopeMagnitude[k] = Math.abs(slope[k]) + change(scaled.gradientFactor);
    }
  }
}

/**
 * All pairs of a configuration, with the magnitudes that a check of a shorter arithmetic needs.
 *
 * @param position (N, 3) [length], wrapped into the box along periodic axes
 * @param takesPart as of PairFinder.find
 */
export function findPairs(
  geometry: Geometry,
  position: Float64Array,
  takesPart?: (i: number) => boolean,
): PairTable {
  return new PairFinder(geometry, position.length / 3, true).find(position, takesPart);
}

function allocateTable(size: number, conditioned: boolean): PairTable {
  const value = new Float64Array(size);
  const slope = new Float64Array(size);
  return {
    count: 0,
    first: new Uint32Array(size),
    second: new Uint32Array(size),
    separation: new Float64Array(3 * size),
    distanceSquared: new Float64Array(size),
    value,
    slope,
    valueMagnitude: conditioned ? new Float64Array(size) : value,
    slopeMagnitude: conditioned ? new Float64Array(size) : slope,
    conditioned,
  };
}

function grown(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(needed, 2 * array.length));
  larger.set(array);
  return larger;
}
