import type { Box } from "./box.ts";
import type { Vector3 } from "./vector.ts";

/**
 * How coordinates become 32-bit fractions: coordinate = origin + span · u / 2³².
 *
 * Along a periodic axis the span is the box edge, so integer subtraction wraps by itself to the nearest
 * image. Along other axes nothing may wrap: particles keep to the middle half [2³⁰, 3·2³⁰) of the span, where
 * no difference exceeds half of it. That half is the box for reflecting sides; for open sides it reaches
 * half an edge beyond each side, and a particle that leaves it is lost.
 */
export interface PositionCode {
  readonly origin: Vector3;
  readonly span: Vector3;
}

const unitsPerSpan = 2 ** 32;

/** The fixed-point representation of a box. */
export function positionCode(box: Box): PositionCode {
  const spanEdges = { periodic: 1, reflecting: 2, open: 4 } as const;
  const span = box.lengths.map((edge, axis) => edge * spanEdges[box.boundaries[axis]]);
  const origin = box.lower.map((lower, axis) => lower - (span[axis] - box.lengths[axis]) / 2);
  return { origin: origin as unknown as Vector3, span: span as unknown as Vector3 };
}

/**
 * Coordinate [length] to fraction and carry: rounding up to the far side of a periodic axis is the
 * near side of the next image.
 */
export function encodeCoordinate(
  coordinate: number,
  axis: number,
  code: PositionCode,
): [u: number, carry: number] {
  const units = Math.round(((coordinate - code.origin[axis]) / code.span[axis]) * unitsPerSpan);
  const carry = Math.floor(units / unitsPerSpan);
  return [units - carry * unitsPerSpan, carry];
}

/** Fraction to coordinate [length]. */
export function decodeCoordinate(u: number, axis: number, code: PositionCode): number {
  return code.origin[axis] + (u / unitsPerSpan) * code.span[axis];
}

/** Length of one unit along each axis [length]. */
export function lengthPerUnit(span: PositionCode["span"]): Vector3 {
  return span.map((length) => length / unitsPerSpan) as unknown as Vector3;
}
