import type { TriangleMesh } from "../../core/geometry/triangleMesh.ts";
import { marchingCubesCases } from "./marchingCubesCases.ts";
import { checkScalarGrid, type ScalarGrid } from "./scalarGrid.ts";

/**
 * Vertices keep this share of a spacing away from grid points, so that triangles next to a point with a value (nearly)
 * at the level keep an area. Far below the error of interpolating linearly.
 */
const minimumFraction = 1e-3;

/**
 * The surface on which a field takes the value `level`, interpolated linearly along the edges of the grid.
 *
 * It is closed, and exactly two triangles meet at every edge. Points with a value of `level` or more are inside.
 * Beyond the grid the field counts as −∞: a region that reaches the border is closed flat there. Regions that touch
 * only across the diagonal of a cell's face stay apart. Empty where no value reaches the level.
 *
 * Lorensen & Cline, Computer Graphics 21 (1987) 163; the choice on ambiguous faces follows Montani, Scateni &
 * Scopigno, The Visual Computer 10 (1994) 353. Throws RangeError for a grid or a level that is none.
 */
export function marchingCubes(grid: ScalarGrid, level: number): TriangleMesh {
  checkScalarGrid(grid);
  if (!Number.isFinite(level)) throw new RangeError(`level must be finite, got ${level}`);
  const { counts } = grid;
  const vertices: number[] = [];
  const triangles: number[] = [];
  const vertexOnEdge = new Map<number, number>();

  /** The index of the vertex on an edge of the cell at (i, j, k); made by the first cell that asks. */
  const vertex = (i: number, j: number, k: number, edge: number): number => {
    const axis = edge % 3;
    const corner = (edge - axis) / 3;
    const point = [i + (corner & 1), j + ((corner >> 1) & 1), k + (corner >> 2)];
    // Points are counted with the layer before the first, where cells begin.
    const row = (point[2] + 1) * (counts[1] + 2) + point[1] + 1;
    const key = 3 * (row * (counts[0] + 2) + point[0] + 1) + axis;
    const known = vertexOnEdge.get(key);
    if (known !== undefined) return known;
    const index = vertices.length / 3;
    vertexOnEdge.set(key, index);
    vertices.push(...crossing(grid, level, point, axis));
    return index;
  };

  for (let k = -1; k < counts[2]; k++) {
    for (let j = -1; j < counts[1]; j++) {
      let inside = 0;
      for (let i = -1; i < counts[0]; i++) {
        // What was at the far x is at the near x of the next cell.
        inside = ((inside >> 1) & 0b01010101) | (nearXInside(grid, level, i + 1, j, k) << 1);
        for (const edge of marchingCubesCases[inside]) triangles.push(vertex(i, j, k, edge));
      }
    }
  }
  return { vertices: Float64Array.from(vertices), triangles: Uint32Array.from(triangles) };
}

/** Bits 0, 2, 4, 6: which of the four points at the near x of the cell at (i, j, k) are inside. */
function nearXInside(grid: ScalarGrid, level: number, i: number, j: number, k: number): number {
  let bits = 0;
  for (let corner = 0; corner < 4; corner++) {
    const value = valueAt(grid, i, j + (corner & 1), k + (corner >> 1));
    if (value >= level) bits |= 1 << (2 * corner);
  }
  return bits;
}

/** Where the field takes the level on the edge that goes from a point along an axis [length]. */
function crossing(grid: ScalarGrid, level: number, point: readonly number[], axis: number): number[] {
  const [i, j, k] = point;
  const from = valueAt(grid, i, j, k);
  const to = valueAt(grid, i + Number(axis === 0), j + Number(axis === 1), k + Number(axis === 2));
  return point.map((count, direction) => {
    const step = direction === axis ? fractionBetween(from, to, level) : 0;
    return grid.origin[direction] + grid.spacing * (count + step);
  });
}

/** Where between two values, one of which may be −∞, the level lies: 0 at the first, 1 at the second. */
function fractionBetween(from: number, to: number, level: number): number {
  if (to === -Infinity) return minimumFraction;
  if (from === -Infinity) return 1 - minimumFraction;
  const fraction = (level - from) / (to - from);
  return Math.min(Math.max(fraction, minimumFraction), 1 - minimumFraction);
}

function valueAt({ counts, values }: ScalarGrid, i: number, j: number, k: number): number {
  const [nx, ny, nz] = counts;
  if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return -Infinity;
  return values[i + nx * (j + ny * k)];
}
