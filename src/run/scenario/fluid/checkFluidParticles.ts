import type { Box } from "../../../core/box.ts";
import type { InputProblem } from "../../../core/failure.ts";
import type { Shape } from "../../../core/geometry/shape.ts";
import type { Particles } from "../../../core/particles.ts";
import { PointGrid } from "../../../core/setup/pointGrid.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { PlacedPart } from "./placeFluid.ts";

const axes = ["x", "y", "z"] as const;

/** Particles of different parts nearer than this many spacings overlap. */
const overlapRatio = 0.6;

/** Where in the document it says what a part fills. */
function shapePath({ path }: PlacedPart): string {
  return path.startsWith("setup.inlets") ? `${path}.lower` : `${path}.shape`;
}

const rounded = (value: number) => Number(value.toPrecision(6));

/** Edges of the box that are too short for the support: a particle would meet two images of another. */
export function boxProblems({ box, supportRadius, skin, units }: FluidModel): InputProblem[] {
  const least = 2 * (supportRadius + skin);
  return axes.slice(0, box.dimensions).flatMap((_, axis) => {
    if (box.boundaries[axis] !== "periodic" || box.lengths[axis] >= least) return [];
    const message = `a periodic edge must be at least ${rounded(least)} ${units.symbols.length} (twice the support radius with its skin), got ${box.lengths[axis]}`;
    return [{ path: `setup.box.lengths.${axis}`, message }];
  });
}

/** Parts without a particle, particles outside the domain, particles of one part on those of another. */
export function particleProblems(
  model: FluidModel,
  particles: Particles,
  parts: readonly PlacedPart[],
): InputProblem[] {
  const unit = model.units.symbols.length;
  const empty = parts.filter(({ count }) => count === 0);
  const problems = empty.map((part) => ({
    path: shapePath(part),
    message: `holds no particle: it is smaller than a cell of setup.spacing, ${model.spacing} ${unit}, or lies outside setup.box`,
  }));
  const outside = parts.flatMap((part) => outsideProblem(model.box, unit, particles, part));
  // Cells only make sense of particles that are inside.
  if (outside.length > 0) return [...problems, ...outside];
  return [...problems, ...overlapProblems(model, particles, parts)];
}

function outsideProblem(box: Box, unit: string, { position }: Particles, part: PlacedPart): InputProblem[] {
  const { first, count } = part;
  let outside = 0;
  let example: number[] = [];
  for (let i = first; i < first + count; i++) {
    const place = [...position.subarray(3 * i, 3 * i + box.dimensions)];
    const inside = place.every((x, axis) => x >= box.lower[axis] && x < box.lower[axis] + box.lengths[axis]);
    if (inside) continue;
    if (outside++ === 0) example = place;
  }
  if (outside === 0) return [];
  const place = example.map(rounded).join(", ");
  const message = `${outside} of ${count} particles lie outside setup.box, the first at (${place}) ${unit}`;
  return [{ path: shapePath(part), message }];
}

function overlapProblems(
  model: FluidModel,
  particles: Particles,
  parts: readonly PlacedPart[],
): InputProblem[] {
  const reach = overlapRatio * model.spacing;
  const grid = new PointGrid(model.box, particles.position, reach);
  const partOf = new Int32Array(particles.count);
  parts.forEach(({ first, count }, k) => partOf.fill(k, first, first + count));
  const overlapping = new Map<string, { readonly pair: readonly [number, number]; count: number }>();
  for (let i = 0; i < particles.count; i++) {
    const met = new Set<number>();
    grid.someAround(i, (j) => {
      if (partOf[j] !== partOf[i] && grid.distanceSquared(i, j) < reach * reach) met.add(partOf[j]);
      return false;
    });
    for (const other of met) {
      const key = `${other} ${partOf[i]}`;
      const entry = overlapping.get(key) ?? { pair: [other, partOf[i]], count: 0 };
      entry.count++;
      overlapping.set(key, entry);
    }
    grid.insert(i);
  }
  return [...overlapping.values()].map(({ pair: [a, b], count }) => ({
    path: shapePath(parts[b]),
    message:
      `${count} of its particles lie on those of ${parts[a].path} (nearer than ${rounded(reach)} ${model.units.symbols.length}): ` +
      'cut one shape out of the other with { "kind": "difference" }, or move it by whole spacings',
  }));
}

/**
 * A solid that the fluid on one side could be felt through by the fluid on the other: twice the depth of its deepest
 * particle is its thickness, to a spacing.
 */
export function thicknessProblem(
  { supportRadius, spacing, units }: FluidModel,
  { position }: Particles,
  { path, first, count }: PlacedPart,
  shape: Shape,
): InputProblem[] {
  let depth = 0;
  for (let i = first; i < first + count; i++) {
    const distance = shape.signedDistance([position[3 * i], position[3 * i + 1], position[3 * i + 2]]);
    depth = Math.max(depth, -distance);
  }
  const thickness = 2 * depth;
  if (count === 0 || thickness + spacing >= supportRadius) return [];
  const message =
    `is about ${rounded(thickness)} ${units.symbols.length} thick in ${count} particles; ` +
    `walls must be at least as thick as the support radius, ${rounded(supportRadius)} ${units.symbols.length}, ` +
    "or fluids feel each other through them: make it thicker, or setup.spacing or solver.smoothingLengthRatio smaller";
  return [{ path: `${path}.shape`, message }];
}

/** A shell with too few layers. */
export function layersProblem(path: string, layers: number | undefined, needed: number): InputProblem[] {
  if (layers === undefined || layers >= needed) return [];
  const message = `must be at least ${needed}, so that the support of the kernel ends in the wall, got ${layers}`;
  return [{ path: `${path}.layers`, message }];
}
