import type { Box } from "../../core/box.ts";
import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { FluidContext } from "./fluidContext.ts";

/** Cells grow beyond the support rather than be more than this many. */
const maximumCells = 2 ** 20;

/** How one axis is cut into cells. */
interface CellAxis {
  readonly axis: number;
  readonly count: number;
  /** [length] */
  readonly size: number;
}

/** A cell along one axis, and by how much its particles are moved to be the image that is meant [length]. */
interface ImageCell {
  readonly cell: number;
  readonly shift: number;
}

/**
 * The fluid particles of one frame in cells of at least the support radius: binned once, then asked for what is near a
 * few points. Every image of a particle within the support counts, however short a periodic edge.
 */
export class FluidNeighbourhood {
  readonly #axes: readonly CellAxis[];
  /** Particles of cell c are #order[#starts[c]] … #order[#starts[c + 1] − 1], ids ascending. */
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  constructor(
    private readonly frame: FluidFrame,
    private readonly context: FluidContext,
  ) {
    this.#axes = cellAxes(frame.box, context.supportRadius);
    const { type, position, count } = frame.particles;
    const fluids = Array.from({ length: count }, (_, i) => i).filter(
      (i) => !context.materials[type[i]].isSolid,
    );
    const cells = fluids.map((i) => this.#cellOf(position, i));
    this.#starts = new Uint32Array(this.#axes.reduce((product, axis) => product * axis.count, 1) + 1);
    for (const cell of cells) this.#starts[cell + 1]++;
    for (let c = 1; c < this.#starts.length; c++) this.#starts[c] += this.#starts[c - 1];
    this.#order = new Uint32Array(fluids.length);
    const next = this.#starts.slice();
    fluids.forEach((particle, k) => (this.#order[next[cells[k]]++] = particle));
  }

  /** Calls `visit` for every image of a fluid particle closer than the support radius [length], cell by cell. */
  forEachNear(point: Vector3, visit: (particle: number, distance: number) => void): void {
    const { supportRadius } = this.context;
    const { position } = this.frame.particles;
    const is3D = this.frame.box.dimensions === 3;
    const [columns, rows, layers] = this.#axes.map((axis) => this.#cellsAround(axis, point[axis.axis]));
    for (const layer of layers) {
      for (const row of rows) {
        for (const column of columns) {
          const cell = this.#index(column.cell, row.cell, layer.cell);
          for (let k = this.#starts[cell]; k < this.#starts[cell + 1]; k++) {
            const i = this.#order[k];
            const x = position[3 * i] + column.shift - point[0];
            const y = position[3 * i + 1] + row.shift - point[1];
            const z = is3D ? position[3 * i + 2] + layer.shift - point[2] : 0;
            const squared = x * x + y * y + z * z;
            if (squared < supportRadius * supportRadius) visit(i, Math.sqrt(squared));
          }
        }
      }
    }
  }

  #index(column: number, row: number, layer: number): number {
    const [x, y] = this.#axes;
    return column + x.count * (row + y.count * layer);
  }

  #cellOf(position: Float64Array, particle: number): number {
    const { box } = this.frame;
    const [column, row, layer] = this.#axes.map(({ axis, count, size }) =>
      clamped(Math.floor((position[3 * particle + axis] - box.lower[axis]) / size), count),
    );
    return this.#index(column, row, layer);
  }

  /** The cells along an axis that reach to within the support of a coordinate [length]. */
  #cellsAround({ axis, count, size }: CellAxis, coordinate: number): ImageCell[] {
    const { box } = this.frame;
    if (axis >= box.dimensions) return [{ cell: 0, shift: 0 }];
    const isPeriodic = box.boundaries[axis] === "periodic";
    const [first, last] = [-1, 1].map((side) => {
      const cell = Math.floor((coordinate - box.lower[axis] + side * this.context.supportRadius) / size);
      return isPeriodic ? cell : clamped(cell, count);
    });
    return Array.from({ length: last - first + 1 }, (_, k) => {
      const turns = Math.floor((first + k) / count);
      return { cell: first + k - turns * count, shift: turns * box.lengths[axis] };
    });
  }
}

function cellAxes({ dimensions, lengths }: Box, supportRadius: number): CellAxis[] {
  const most = Math.floor(maximumCells ** (1 / dimensions));
  return lengths.map((edge, axis) => {
    const count = axis < dimensions ? Math.min(Math.max(Math.floor(edge / supportRadius), 1), most) : 1;
    return { axis, count, size: edge / count };
  });
}

/** Whatever lies outside the box belongs to the cells at its sides. */
function clamped(cell: number, count: number): number {
  return Math.min(Math.max(cell, 0), count - 1);
}
