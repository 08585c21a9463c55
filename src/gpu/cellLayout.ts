import type { Box } from "../core/box.ts";
import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";

export type CellCounts = readonly [number, number, number];

/** About how wide cells are across x-rows and along them [length]. */
export interface CellWidths {
  readonly across: number;
  readonly along: number;
}

/** Where most particles are: corners of a box [length]. */
export interface Region {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/**
 * Cells of the sort. Along each axis that of a position u in fixed-point units is ((clamp(u, lower, upper) − lower) >> shift) · factor >> 16:
 * the first and the last cell hold as well who is beyond them.
 */
export interface CellLayout {
  readonly counts: CellCounts;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly shift: readonly number[];
  readonly factor: readonly number[];
  /** [length] */
  readonly widths: readonly number[];
  /** By which a position in a cell and the cell's sides may lie off [length]. */
  readonly margin: number;
}

const mostCellsPerAxis = 4096;
const mostCellsPerParticle = 4;
/** What a position is cut to before its cell is found, and what is left of the product. */
const placeBits = 16;

/** Of a span: where particles keep to along axes that are not periodic. */
const middle = { first: 2 ** 30, last: 3 * 2 ** 30 - 1 };
const whole = { first: 0, last: 2 ** 32 - 1 };

interface Extent {
  readonly first: number;
  readonly last: number;
}

/** Units along an axis that its cells share out. */
function extentOf(box: Box, axis: number, region?: Region): Extent {
  if (box.boundaries[axis] === "periodic") return whole;
  if (!region) return middle;
  const { origin, span } = positionCode(box);
  const units = (coordinate: number) =>
    Math.min(
      Math.max(Math.floor(((coordinate - origin[axis]) / span[axis]) * 2 ** 32), middle.first),
      middle.last,
    );
  return { first: units(region.lower[axis]), last: units(region.upper[axis]) };
}

/**
 * Lays out cells for so many particles, not many more than there are of them, so that a dilute system does not drown in empty cells.
 *
 * @param region that cells are for, where that is known; particles may leave it, and share its outermost cells then
 */
export function layOutCells(
  box: Box,
  { across, along }: CellWidths,
  count: number,
  region?: Region,
): CellLayout {
  const units = lengthPerUnit(positionCode(box).span);
  const axes = [0, 1, 2].map((axis) => {
    const { first, last } = extentOf(box, axis, region);
    const shift = Math.max(Math.ceil(Math.log2(last - first + 1)) - placeBits, 0);
    return { first, last, shift, places: (last - first + 1) / 2 ** shift, unit: units[axis] };
  });
  const wanted = axes
    .slice(0, box.dimensions)
    .map(({ first, last, unit }, axis) => ((last - first + 1) * unit) / (axis === 0 ? along : across));
  const total = wanted.reduce((product, cells) => product * Math.max(cells, 1), 1);
  const coarsening = Math.max(total / (mostCellsPerParticle * count), 1) ** (1 / box.dimensions);
  const factor = axes.map(({ places }, axis) => {
    const cells = axis < box.dimensions ? Math.floor(wanted[axis] / coarsening) : 1;
    return Math.ceil((Math.min(Math.max(cells, 1), mostCellsPerAxis) * 2 ** placeBits) / places);
  });
  return {
    counts: axes.map(({ places }, axis) =>
      Math.ceil((places * factor[axis]) / 2 ** placeBits),
    ) as unknown as CellCounts,
    lower: axes.map(({ first }) => first),
    upper: axes.map(({ last }) => last),
    shift: axes.map(({ shift }) => shift),
    factor,
    widths: axes.map(({ shift, unit }, axis) => (2 ** (placeBits + shift) * unit) / factor[axis]),
    // Across a flat box there is nothing to be off by.
    margin: 4 * Math.max(...axes.slice(0, box.dimensions).map(({ shift, unit }) => 2 ** shift * unit)),
  };
}
