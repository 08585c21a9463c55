import { type Box } from "../core/box.ts";
import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";
import { declareUniform } from "./uniformBlock.ts";

/** What passes need to know about the box and its cells. */
export const geometryBlock = declareUniform("Geometry", {
  particleCount: "u32",
  /** Length by which the place in a cell may lie off: two steps of 2⁻¹⁶ of the longest span. */
  placeMargin: "f32",
  periodic: "vec3u",
  cells: "vec3u",
  cellWidth: "vec3f",
  /** Length of one unit of the fixed-point positions, span / 2³². */
  lengthPerUnit: "vec3f",
  unitsPerLength: "vec3f",
  /** 1 along reflecting axes, 0 elsewhere. */
  reflecting: "vec3u",
});

// The cell of a position is found from its upper 16 bits, so a cell's sides may lie off by this share of the span.
const positionShare = 2 ** -16;
const mostCellsPerAxis = 4096;

export type CellCounts = readonly [number, number, number];

/** Lengths that the cells share out: the box along periodic axes, the middle half of the span along others. */
function cellExtents(box: Box): number[] {
  const { span } = positionCode(box);
  return box.lengths.map((edge, axis) => (box.boundaries[axis] === "periodic" ? edge : span[axis] / 2));
}

/** About how wide cells are across x-rows and along them [length]. */
export interface CellWidths {
  readonly across: number;
  readonly along: number;
}

const mostCellsPerParticle = 4;

/**
 * Cells along each axis, but not many more than there are particles, so that a dilute system does not drown in empty cells.
 */
export function countCells(box: Box, { across, along }: CellWidths, count: number): CellCounts {
  const extents = cellExtents(box).slice(0, box.dimensions);
  const wanted = extents.map((extent, axis) => extent / (axis === 0 ? along : across));
  const total = wanted.reduce((product, cells) => product * Math.max(cells, 1), 1);
  const coarsening = Math.max(total / (mostCellsPerParticle * count), 1) ** (1 / box.dimensions);
  const cells = wanted.map((number) =>
    Math.min(Math.max(Math.floor(number / coarsening), 1), mostCellsPerAxis),
  );
  return [cells[0], cells[1], cells[2] ?? 1];
}

export function packGeometry(box: Box, count: number, cells: CellCounts): ArrayBuffer {
  const { span } = positionCode(box);
  return geometryBlock.pack({
    particleCount: count,
    placeMargin: 2 * positionShare * Math.max(...span),
    periodic: box.boundaries.map((boundary) => (boundary === "periodic" ? 1 : 0)),
    cells,
    cellWidth: cellExtents(box).map((extent, axis) => extent / cells[axis]),
    lengthPerUnit: lengthPerUnit(span),
    unitsPerLength: span.map((length) => 2 ** 32 / length),
    reflecting: box.boundaries.map((boundary) => (boundary === "reflecting" ? 1 : 0)),
  });
}
