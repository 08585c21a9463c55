import type { Vector3 } from "../vector.ts";
import { latticeAxes, latticePoints } from "./latticePoints.ts";
import type { FillOptions } from "./latticePoints.ts";
import type { Shape } from "./shape.ts";

export type { FillOptions } from "./latticePoints.ts";

/** A side of a shape's bounds, by its outward direction. */
export type Side = `${"-" | "+"}${"x" | "y" | "z"}`;

export interface ShellOptions extends FillOptions {
  /** Sides beyond whose plane there are no points: ["+y"] leaves a tank without a lid. */
  readonly openSides?: readonly Side[];
}

/**
 * Points of a square (2D) or cubic lattice inside a shape: centres anchor + (k + ½) spacing of cells.
 *
 * A point on the surface, within rounding, belongs to the side that a tiny step along (+x, +y, +z) leads to: adjoining
 * shapes share the points of a lattice among them, none is lost and none is placed twice, and so do `fillInside`
 * and `fillShell`. Rounding never adds or removes a layer of a shape that whole spacings fill.
 *
 * @param spacing lattice constant [length], above 0
 * @returns (N, 3) row-major [length], x fastest, then y, then z
 * @throws RangeError where neither the shape nor a domain bounds the points
 */
export function fillInside(shape: Shape, spacing: number, options: FillOptions = {}): Float64Array {
  const axes = latticeAxes(shape, spacing, shape, options);
  return latticePoints(shape, spacing, axes, -Infinity, 0);
}

/**
 * Points outside a shape, less than `layers` spacings from its surface: walls around what the shape holds. They
 * continue the lattice of `fillInside`, so that the first layer of a shape that whole spacings fill is half a spacing
 * outside. Distances are Euclidean: around a corner the shell is round.
 *
 * @param spacing lattice constant [length], above 0
 * @param layers thickness [spacing], above 0
 * @returns (N, 3) row-major [length], x fastest, then y, then z
 * @throws RangeError where neither the shape nor a domain bounds the points
 */
export function fillShell(
  shape: Shape,
  spacing: number,
  layers: number,
  options: ShellOptions = {},
): Float64Array {
  const thickness = layers * spacing;
  const open = new Set<string>(options.openSides);
  const corner = (bound: Vector3, sign: "-" | "+", outward: number): Vector3 => [
    bound[0] + (open.has(`${sign}x`) ? 0 : outward),
    bound[1] + (open.has(`${sign}y`) ? 0 : outward),
    bound[2] + (open.has(`${sign}z`) ? 0 : outward),
  ];
  const region = { lower: corner(shape.lower, "-", -thickness), upper: corner(shape.upper, "+", thickness) };
  const axes = latticeAxes(shape, spacing, region, options);
  return latticePoints(shape, spacing, axes, 0, thickness);
}

/**
 * Moves every coordinate at random by up to `amplitude` [length] either way; in two dimensions z stays.
 *
 * @param points (N, 3) row-major [length], changed in place
 * @param uniform random numbers in [0, 1)
 */
export function displace(
  points: Float64Array,
  amplitude: number,
  uniform: () => number,
  dimensions: 2 | 3 = 3,
): void {
  for (let k = 0; k < points.length; k++)
    if (k % 3 < dimensions) points[k] += amplitude * (2 * uniform() - 1);
}
