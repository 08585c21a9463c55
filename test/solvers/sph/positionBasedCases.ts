import type { Boundary, Box } from "../../../src/core/box.ts";
import { findSmoothingKernel } from "../../../src/solvers/sph/kernels/index.ts";
import type { FluidModel, FluidParticles } from "../../../src/solvers/sph/model.ts";
import { schemeParameters, type SchemeOf } from "../../../src/solvers/sph/parameters/schemeParameters.ts";
import { fluidModel, fluidParticles } from "../../support/fluids.ts";

export type PositionBasedModel = FluidModel & { readonly scheme: SchemeOf<"position-based"> };

export const spacing = 0.1;

/** Numbers in (−½, ½) that are the same in every run. */
export function jitter(index: number): number {
  const x = Math.sin(12.9898 * (index + 1)) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

/** A model of the scheme, with its defaults where nothing is said. */
export function positionBasedModel(
  box: Box,
  scheme: Partial<SchemeOf<"position-based">> = {},
  changes: Partial<FluidModel> = {},
): PositionBasedModel {
  const parsed = schemeParameters.parse({ kind: "position-based", ...scheme }) as SchemeOf<"position-based">;
  return { ...fluidModel({ box, spacing, ...changes }), scheme: parsed };
}

export function box(
  lengths: readonly [number, number, number],
  dimensions: 2 | 3,
  boundary: Boundary = "open",
): Box {
  const boundaries = dimensions === 3 ? [boundary, boundary, boundary] : [boundary, boundary, "periodic"];
  return { dimensions, lower: [0, 0, 0], lengths, boundaries: boundaries as unknown as Box["boundaries"] };
}

/** Points of a square or cubic lattice, `counts` along each axis, the first at `corner`. */
export function latticePoints(
  counts: readonly [number, number, number],
  corner: readonly [number, number, number],
  distance: number,
): number[] {
  const points: number[] = [];
  for (let z = 0; z < counts[2]; z++) {
    for (let y = 0; y < counts[1]; y++) {
      for (let x = 0; x < counts[0]; x++) {
        points.push(corner[0] + x * distance, corner[1] + y * distance, corner[2] + z * distance);
      }
    }
  }
  return points;
}

const isInside = (p: readonly number[], lower: readonly number[], upper: readonly number[]) =>
  p.every((x, axis) => x > lower[axis] && x < upper[axis]);

/**
 * A jittered pool in a tank of `layers` wall particles, without a lid: cells of the tank are [0, size) spacings, walls
 * lie around them; gravity is along −y.
 */
export function tank(
  dimensions: 2 | 3,
  scheme: Partial<SchemeOf<"position-based">> = {},
  { size = [8, 8, 6] as readonly number[], depth = 6, disorder = 0.1, layers = 2 } = {},
  changes: Partial<FluidModel> = {},
): { readonly model: PositionBasedModel; readonly particles: FluidParticles } {
  const is3 = dimensions === 3;
  const cells = [size[0] + 2 * layers, size[1] + layers + 2, is3 ? size[2] + 2 * layers : 1];
  const edges = [cells[0] + 4, cells[1] + 8, is3 ? cells[2] + 4 : 0].map((n) => n * spacing);
  const model = positionBasedModel(box([edges[0], edges[1], is3 ? edges[2] : 1], dimensions), scheme, {
    solids: [{ name: "tank", slip: "no-slip" }],
    acceleration: { constant: [0, -9.81, 0] },
    kernel: findSmoothingKernel(is3 ? "poly6-spiky" : "wendland-c2"),
    expectedSpeed: 2 * Math.sqrt(9.81 * depth * spacing),
    ...changes,
  });
  const origin = [2 * spacing, 2 * spacing, is3 ? 2 * spacing : 0];
  const all = latticePoints(cells as [number, number, number], origin as [number, number, number], spacing);
  const fluid: number[] = [];
  const walls: number[] = [];
  for (let k = 0; k < all.length; k += 3) {
    // Cells of the tank's inside are 0 … size − 1.
    const cell = [0, 1, 2].map((axis) => Math.round((all[k + axis] - origin[axis]) / spacing) - layers);
    const within = (top: number) =>
      isInside(is3 ? cell : cell.slice(0, 2), [-0.5, -0.5, -0.5], [size[0] - 0.5, top, size[2] - 0.5]);
    if (within(Infinity)) {
      if (!within(depth - 0.5)) continue;
      for (let axis = 0; axis < 3; axis++) {
        const shift = axis < dimensions ? disorder * spacing * jitter(k + axis) : 0;
        fluid.push(all[k + axis] + shift);
      }
    } else {
      walls.push(all[k], all[k + 1], all[k + 2]);
    }
  }
  const particles = fluidParticles(model, [...fluid, ...walls], (_, i) => Number(3 * i >= fluid.length));
  return { model, particles };
}

/**
 * A jittered block of fluid alone, `compression` times as far apart as at rest, without body force, `margin` spacings away from the
 * sides of its box.
 */
export function drop(
  dimensions: 2 | 3,
  scheme: Partial<SchemeOf<"position-based">> = {},
  { edge = dimensions === 3 ? 6 : 10, compression = 1, disorder = 0.1, margin = 4 } = {},
  changes: Partial<FluidModel> = {},
  boundary: Boundary = "open",
): { readonly model: PositionBasedModel; readonly particles: FluidParticles } {
  const length = ((edge - 1) * compression + 2 * margin) * spacing;
  const sides = box([length, length, dimensions === 3 ? length : 1], dimensions, boundary);
  const model = positionBasedModel(sides, scheme, changes);
  const start = margin * spacing;
  const points = latticePoints(
    [edge, edge, dimensions === 3 ? edge : 1],
    [start, start, dimensions === 3 ? start : 0],
    compression * spacing,
  ).map((x, k) => (k % 3 < dimensions ? x + disorder * spacing * jitter(k) : x));
  return { model, particles: fluidParticles(model, points) };
}
