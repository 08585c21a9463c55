import { type Box } from "../core/box.ts";
import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";
import type { CellLayout } from "./cellLayout.ts";
import { declareUniform } from "./uniformBlock.ts";

/** What passes need to know about the box and its cells. */
export const geometryBlock = declareUniform("Geometry", {
  particleCount: "u32",
  /** Length by which the place in a cell may lie off. */
  placeMargin: "f32",
  periodic: "vec3u",
  cells: "vec3u",
  cellWidth: "vec3f",
  /** How a position becomes a cell (CellLayout). */
  cellLower: "vec3u",
  cellUpper: "vec3u",
  cellShift: "vec3u",
  cellFactor: "vec3u",
  /** Length of one unit of the fixed-point positions, span / 2³². */
  lengthPerUnit: "vec3f",
  unitsPerLength: "vec3f",
  /** 1 along reflecting axes, 0 elsewhere. */
  reflecting: "vec3u",
});

export function packGeometry(box: Box, count: number, cells: CellLayout): ArrayBuffer {
  const { span } = positionCode(box);
  return geometryBlock.pack({
    particleCount: count,
    placeMargin: cells.margin,
    periodic: box.boundaries.map((boundary) => (boundary === "periodic" ? 1 : 0)),
    cells: cells.counts,
    cellWidth: cells.widths,
    cellLower: cells.lower,
    cellUpper: cells.upper,
    cellShift: cells.shift,
    cellFactor: cells.factor,
    lengthPerUnit: lengthPerUnit(span),
    unitsPerLength: span.map((length) => 2 ** 32 / length),
    reflecting: box.boundaries.map((boundary) => (boundary === "reflecting" ? 1 : 0)),
  });
}
