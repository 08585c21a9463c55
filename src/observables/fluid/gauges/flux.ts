import { z } from "zod";
import type { Box } from "../../../core/box.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { fluidAt } from "../fluidPoint.ts";
import { axisProblems, type Gauge, perAxis, pointIn } from "./gauge.ts";

/** Σ V W from which on a point counts as inside the fluid. */
const surfaceFraction = 0.5;

const parameters = z.strictObject({
  point: perAxis.meta({
    description: "a point of the plane (a line in 2D), its centre",
    dimension: "length",
  }),
  normal: perAxis.meta({
    description: "the way that counts as positive, of any length but 0",
    dimension: "1",
  }),
  radius: z.number().positive().optional().meta({
    description: "radius of the disc, half the length of the line in 2D; as far as the box where left out",
    dimension: "length",
  }),
});

/**
 * ∫ v·n dA over the part of a plane that lies in the fluid, where Σ V W ≥ ½: the midpoint rule on a grid of about the
 * spacing with interpolated velocities. In two dimensions, along a line, it is per unit depth. Without a radius the plane
 * ends at the box; where it meets a side at an angle, to within the grid.
 */
export const flux: Gauge<z.infer<typeof parameters>> = {
  name: "flux",
  description: "volume of fluid that flows through a plane, per time",
  parameters,

  columns() {
    return { flow: "volumeFlow" };
  },

  extremes() {
    return { flow: "maximum" };
  },

  problems({ point, normal }, dimensions) {
    const problems = axisProblems({ point, normal }, dimensions);
    if (normal.some((component) => component !== 0)) return problems;
    const message = `must have a component other than 0, got [${normal.join(", ")}]`;
    return [...problems, { key: "normal", message }];
  },

  measure(frame, context, neighbourhood, { point, normal, radius }) {
    const { box, spacing } = context;
    const size = Math.hypot(...normal);
    const direction: Vector3 = [normal[0] / size, normal[1] / size, (normal[2] ?? 0) / size];
    const center = pointIn(box, point);
    const { places, area } = radius
      ? discGrid(center, tangentsOf(direction, box.dimensions), radius, spacing)
      : planeGrid(center, tangentsOf(direction, box.dimensions), box, spacing);
    let flow = 0;
    for (const place of places) {
      const { fraction, velocity } = fluidAt(place, frame, context, neighbourhood);
      if (fraction >= surfaceFraction) flow += area * dot(velocity, direction);
    }
    return [flow];
  },
};

/** Points that each stand for the same area; in two dimensions a length. */
interface PlaneGrid {
  readonly places: readonly Vector3[];
  readonly area: number;
}

/** The grid's cells whose centres lie on the disc, sharing its area. */
function discGrid(center: Vector3, tangents: readonly Vector3[], radius: number, spacing: number): PlaneGrid {
  const offsets = tangents.map(() => midpoints(-radius, radius, spacing));
  const places = gridPlaces(center, tangents, offsets).filter((place) => distance(place, center) <= radius);
  const area = tangents.length === 1 ? 2 * radius : Math.PI * radius ** 2;
  return { places, area: area / places.length };
}

/** The cells of a grid around the box's shadow on the plane whose centres lie in the box. */
function planeGrid(center: Vector3, tangents: readonly Vector3[], box: Box, spacing: number): PlaneGrid {
  const axes = [0, 1, 2].slice(0, box.dimensions);
  const offsets = tangents.map((tangent) => {
    const ends = axes.map((axis) => [0, box.lengths[axis]].map((x) => tangent[axis] * (box.lower[axis] + x)));
    const [first, last] = [Math.min, Math.max].map((pick) =>
      ends.reduce((sum, end) => sum + pick(...end), 0),
    );
    return midpoints(first - dot(tangent, center), last - dot(tangent, center), spacing);
  });
  const isInside = (place: Vector3) =>
    axes.every(
      (axis) => place[axis] >= box.lower[axis] && place[axis] <= box.lower[axis] + box.lengths[axis],
    );
  const area = offsets.reduce((product, { width }) => product * width, 1);
  return { places: gridPlaces(center, tangents, offsets).filter(isInside), area };
}

/** Middles of the equal parts, no longer than the spacing, of an interval. */
function midpoints(first: number, last: number, spacing: number) {
  const count = Math.max(Math.ceil((last - first) / spacing - 1e-9), 1);
  const width = (last - first) / count;
  return { width, middles: Array.from({ length: count }, (_, k) => first + (k + 0.5) * width) };
}

function gridPlaces(
  center: Vector3,
  tangents: readonly Vector3[],
  offsets: readonly { readonly middles: readonly number[] }[],
): Vector3[] {
  return tangents.reduce<Vector3[]>(
    (places, tangent, k) =>
      places.flatMap(([x, y, z]) =>
        offsets[k].middles.map((s): Vector3 => [x + s * tangent[0], y + s * tangent[1], z + s * tangent[2]]),
      ),
    [center],
  );
}

/** Unit vectors across a normal: along the axes where it is along one. */
function tangentsOf(n: Vector3, dimensions: 2 | 3): Vector3[] {
  if (dimensions === 2) return [[-n[1], n[0], 0]];
  const sizes = n.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  const across = cross([Number(least === 0), Number(least === 1), Number(least === 2)], n);
  const size = Math.hypot(...across);
  const first: Vector3 = [across[0] / size, across[1] / size, across[2] / size];
  return [first, cross(n, first)];
}

function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function distance(a: Vector3, b: Vector3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
