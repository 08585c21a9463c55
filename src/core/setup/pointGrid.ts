import type { Box } from "../box.ts";

/** Cells along an axis at most, so that the number of a cell stays an exact integer. */
const maximumCells = 2 ** 17;

/**
 * Points sorted into cells at least `reach` wide, so that all points within `reach` of a place are found in the cells
 * around it. Cells are hashed (after Teschner et al., Proc. VMV 2003, 47): memory follows the number of points, however
 * dilute or clustered they are. Grows point by point; points beyond an open side are kept in the outermost cell.
 */
export class PointGrid {
  readonly #box: Box;
  readonly #position: Float64Array;
  readonly #cells: readonly [number, number, number];
  /** First point of each bucket, and the one after each point; −1 ends. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** Number of the cell of each point: buckets hold points of several. */
  readonly #cell: Float64Array;

  /**
   * @param position (capacity, 3) row-major [length], may be filled as points are inserted
   * @param reach largest distance asked for [length]
   */
  constructor(box: Box, position: Float64Array, reach: number) {
    const capacity = position.length / 3;
    const along = (axis: number) =>
      Math.min(Math.max(Math.floor(box.lengths[axis] / reach), 1), maximumCells);
    this.#box = box;
    this.#position = position;
    this.#cells = [along(0), along(1), box.dimensions === 3 ? along(2) : 1];
    this.#first = new Int32Array(2 ** Math.ceil(Math.log2(capacity + 1))).fill(-1);
    this.#next = new Int32Array(capacity);
    this.#cell = new Float64Array(capacity);
  }

  insert(point: number): void {
    const [i, j, k] = [this.#cellAlong(0, point), this.#cellAlong(1, point), this.#cellAlong(2, point)];
    const bucket = this.#bucket(i, j, k);
    this.#cell[point] = this.#number(i, j, k);
    this.#next[point] = this.#first[bucket];
    this.#first[bucket] = point;
  }

  /** Squared minimum-image distance of two points [length²]. */
  distanceSquared(a: number, b: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.#box.dimensions; axis++) {
      let d = Math.abs(this.#position[3 * a + axis] - this.#position[3 * b + axis]);
      const edge = this.#box.lengths[axis];
      if (this.#box.boundaries[axis] === "periodic" && d > edge / 2) d = edge - d;
      sum += d * d;
    }
    return sum;
  }

  /**
   * Calls `visit` once for each inserted point in the cells around a point (itself included), until it returns true.
   * Returns whether it did.
   */
  someAround(point: number, visit: (other: number) => boolean): boolean {
    const [columns, rows, layers] = [this.#around(0, point), this.#around(1, point), this.#around(2, point)];
    for (const k of layers)
      for (const j of rows)
        for (const i of columns) {
          const cell = this.#number(i, j, k);
          let other = this.#first[this.#bucket(i, j, k)];
          for (; other >= 0; other = this.#next[other])
            if (this.#cell[other] === cell && visit(other)) return true;
        }
    return false;
  }

  #number(i: number, j: number, k: number): number {
    return (k * this.#cells[1] + j) * this.#cells[0] + i;
  }

  #bucket(i: number, j: number, k: number): number {
    // Neighbours along x stay side by side in memory; j and k are spread.
    return (i + Math.imul(j, 19349663) + Math.imul(k, 83492791)) & (this.#first.length - 1);
  }

  #cellAlong(axis: number, point: number): number {
    const { lower, lengths } = this.#box;
    const fraction = (this.#position[3 * point + axis] - lower[axis]) / lengths[axis];
    const count = this.#cells[axis];
    return Math.min(Math.max(Math.floor(fraction * count), 0), count - 1);
  }

  #around(axis: number, point: number): readonly number[] {
    const count = this.#cells[axis];
    const cell = this.#cellAlong(axis, point);
    if (count < 3) return count === 1 ? [0] : [0, 1];
    const wraps = this.#box.boundaries[axis] === "periodic";
    if (cell === 0) return wraps ? [count - 1, 0, 1] : [0, 1];
    if (cell === count - 1) return wraps ? [cell - 1, cell, 0] : [cell - 1, cell];
    return [cell - 1, cell, cell + 1];
  }
}
