import type { Box } from "../../src/core/box.ts";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import {
  type FluidModel,
  type FluidParticles,
  particleVolume,
  type Solid,
} from "../../src/solvers/sph/model.ts";
import { bodyParameters } from "../../src/solvers/sph/parameters/bodyParameters.ts";
import { rigidBodyFrom } from "../../src/solvers/sph/solids/rigidBodyFrom.ts";
import { fluidModel, fluidParticles } from "./fluids.ts";
import { boxOf, lattice, velocityRows } from "./movingSolids.ts";

/** Of everything that these set-ups place [length]. */
export const spacing = 0.05;
type Point = readonly number[];

/** Particles of fluid, of the solids named, and of bodies, each where its test holds; the rest of the box is empty. */
interface Setup {
  readonly box: Box;
  readonly points: readonly number[];
  /** Material of a point; undefined leaves it out. */
  readonly material: (point: Point) => number | undefined;
  readonly solids: readonly { readonly body?: object }[];
  readonly changes?: Partial<FluidModel>;
}

export function setUp({ box, points, material, solids, changes }: Setup): {
  model: FluidModel;
  particles: FluidParticles;
} {
  const rows = Array.from({ length: points.length / 3 }, (_, k) => points.slice(3 * k, 3 * k + 3))
    .map((row) => ({ row, kind: material(row) }))
    .filter(({ kind }) => kind !== undefined) as { row: number[]; kind: number }[];
  rows.sort((a, b) => a.kind - b.kind);
  const base = fluidModel({ box, spacing, ...changes });
  const bodies = solids.map(({ body }, k): Solid => {
    const own = rows.filter(({ kind }) => kind === k + 1).flatMap(({ row }) => row);
    const made = body && rigidBodyFrom(own, particleVolume(base), box.dimensions, bodyParameters.parse(body));
    return { name: `solid ${k}`, slip: "no-slip", ...(made && { body: made }) };
  });
  const model = { ...base, solids: bodies };
  const kinds = rows.map(({ kind }) => kind);
  const particles = fluidParticles(
    model,
    rows.flatMap(({ row }) => row),
    (_, i) => kinds[i],
  );
  return { model, particles };
}

export const within = (point: Point, center: Point, half: Point) =>
  half.every((h, axis) => Math.abs(point[axis] - center[axis]) < h);

/** A body in the middle of a periodic box full of fluid, or with so many layers at the top left empty. */
export function immersed(dimensions: 2 | 3, body: object, changes?: Partial<FluidModel>, emptyLayers = 0) {
  const edge = dimensions === 2 ? 16 : 10;
  const counts = [edge, edge, edge].slice(0, dimensions);
  const middle = counts.map((n) => (n * spacing) / 2);
  const half = [0.11, 0.11, 0.06].slice(0, dimensions);
  return setUp({
    box: boxOf(
      counts.map((n) => n * spacing),
      "periodic",
    ),
    points: lattice([0, 0, 0], counts, spacing),
    material: (point) => {
      if (within(point, middle, half)) return 1;
      return point[1] < (edge - emptyLayers) * spacing ? 0 : undefined;
    },
    solids: [{ body }],
    changes,
  });
}

/** Blocks of 4 × 4 particles beside each other in an empty periodic box, with a little fluid far away. */
export function blocks(bodies: readonly (object | undefined)[], gap: number, changes?: Partial<FluidModel>) {
  const fluid = lattice([0.2, 1.6], [2, 2], spacing);
  const edge = 4 * spacing;
  const solid = bodies.flatMap((_, k) => lattice([0.6 + k * (edge + gap), 1], [4, 4], spacing));
  return setUp({
    box: boxOf([2, 2], "periodic"),
    points: [...fluid, ...solid],
    material: ([x, y]) => (y > 1.5 ? 0 : 1 + Math.floor((x - 0.6) / (edge + gap))),
    solids: bodies.map((body) => ({ body })),
    changes,
  });
}

/** Momentum of fluid and bodies [mass·velocity]; a body's is that of its centre, the mean of its particles. */
export function momentum(model: FluidModel, frame: FluidFrame): number[] {
  const total = [0, 0, 0];
  const add = (rows: number[][], mass: number) =>
    rows.forEach((row) => row.forEach((v, axis) => (total[axis] += mass * v)));
  add(velocityRows(frame, 0), model.fluids[0].particleMass);
  model.solids.forEach(({ body }, k) => {
    const rows = velocityRows(frame, 1 + k);
    if (body) add(rows, body.mass / rows.length);
  });
  return total;
}
