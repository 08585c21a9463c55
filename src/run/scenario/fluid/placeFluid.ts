import type { Box } from "../../../core/box.ts";
import { displace, fillInside, type FillOptions, fillShell } from "../../../core/geometry/fill.ts";
import type { Shape } from "../../../core/geometry/shape.ts";
import type { TriangleMesh } from "../../../core/geometry/triangleMesh.ts";
import { createParticles, type Particles } from "../../../core/particles.ts";
import type { RandomSequence } from "../../../core/random.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { buildShape } from "./buildShape.ts";
import { parseField } from "./expression.ts";
import type { FluidPart, FluidSetup, SolidPart } from "./fluidSetupSchema.ts";
import { placeInlet, resolveInlet } from "./openBoundaryParts.ts";

/** What the parts of a set-up are placed with. */
export interface FluidStage {
  readonly setup: FluidSetup;
  readonly box: Box;
  readonly supportRadius: number;
  /** Names of the fluids in the order of their materials; solids follow. */
  readonly fluidNames: readonly string[];
  readonly meshes: ReadonlyMap<string, TriangleMesh>;
  readonly random: RandomSequence;
}

/** Particles of one part: ids first … first + count − 1 of the whole. */
export interface PlacedPart {
  /** Where in the document it stands. */
  readonly path: string;
  readonly material: number;
  readonly first: number;
  readonly count: number;
}

/** Layers of particles that a wall needs so that no particle sees through it. */
export function layersNeeded(supportRadius: number, spacing: number): number {
  return Math.ceil(supportRadius / spacing - 1e-9);
}

/** Layers of an inlet's conveyor: one more than of a wall, as up to a whole one has passed on before another follows. */
export function inletLayers(supportRadius: number, spacing: number): number {
  return layersNeeded(supportRadius, spacing) + 1;
}

/** Places the fluids, then the solids, then the inlets, each on its lattice, in the order of the document; ids count from 1. */
export function placeFluid(stage: FluidStage): {
  readonly particles: Particles;
  readonly parts: PlacedPart[];
} {
  const { setup, fluidNames } = stage;
  const parts: PlacedPart[] = [];
  const points: Float64Array[] = [];
  let first = 0;
  const add = (path: string, material: number, placed: Float64Array) => {
    parts.push({ path, material, first, count: placed.length / 3 });
    points.push(placed);
    first += placed.length / 3;
  };
  setup.fluids.forEach((part, k) =>
    add(`setup.fluids.${k}`, fluidNames.indexOf(part.material), placeFluidPart(part, stage)),
  );
  setup.solids.forEach((part, k) =>
    add(`setup.solids.${k}`, fluidNames.length + k, placeSolidPart(part, stage)),
  );
  const layers = inletLayers(stage.supportRadius, setup.spacing);
  setup.inlets.forEach((part, k) =>
    add(
      `setup.inlets.${k}`,
      fluidNames.length + setup.solids.length + k,
      placeInlet(part, resolveInlet(part, fluidNames, layers), setup),
    ),
  );
  const particles = createParticles(first);
  parts.forEach((part, k) => {
    particles.position.set(points[k], 3 * part.first);
    particles.type.fill(part.material, part.first, part.first + part.count);
    if (k < setup.fluids.length) setVelocities(particles, part, setup.fluids[k]);
  });
  return { particles: wrapped(particles, stage.box), parts };
}

/** A shape without end is cut at the domain; what lies outside of it of any other is an error that is told later. */
function fillOptions({ setup, box }: FluidStage, shape: Shape): FillOptions {
  const { dimensions } = setup;
  const isBounded = [...shape.lower, ...shape.upper]
    .filter((_, k) => k % 3 < dimensions)
    .every((bound) => Number.isFinite(bound));
  if (isBounded) return { dimensions };
  const upper = box.lower.map((lower, axis) => lower + box.lengths[axis]) as unknown as Vector3;
  return { dimensions, domain: { lower: box.lower, upper } };
}

function placeFluidPart(part: FluidPart, stage: FluidStage): Float64Array {
  const { setup, meshes, random } = stage;
  const shape = buildShape(part.shape, setup.dimensions, meshes);
  const points = fillInside(shape, setup.spacing, fillOptions(stage, shape));
  if (part.displacement > 0) {
    displace(points, part.displacement * setup.spacing, () => random.uniform(), setup.dimensions);
  }
  return points;
}

function placeSolidPart(part: SolidPart, stage: FluidStage): Float64Array {
  const { setup, meshes, supportRadius } = stage;
  const shape = buildShape(part.shape, setup.dimensions, meshes);
  if (part.fill === "inside") return fillInside(shape, setup.spacing, fillOptions(stage, shape));
  const layers = part.layers ?? layersNeeded(supportRadius, setup.spacing);
  return fillShell(shape, setup.spacing, layers, { ...fillOptions(stage, shape), openSides: part.openSides });
}

function setVelocities(particles: Particles, { first, count }: PlacedPart, { velocity }: FluidPart): void {
  if (!velocity) return;
  const fields = velocity.map(parseField);
  const { position } = particles;
  for (let i = first; i < first + count; i++) {
    fields.forEach((field, axis) => {
      particles.velocity[3 * i + axis] = field(position[3 * i], position[3 * i + 1], position[3 * i + 2]);
    });
  }
}

/** Brings positions that a displacement has moved across a periodic side back into the box. */
function wrapped(particles: Particles, box: Box): Particles {
  const { position, image } = particles;
  for (let k = 0; k < position.length; k++) {
    const axis = k % 3;
    if (box.boundaries[axis] !== "periodic") continue;
    const edge = box.lengths[axis];
    const crossed = Math.floor((position[k] - box.lower[axis]) / edge);
    image[k] = crossed;
    const inside = position[k] - crossed * edge;
    position[k] = inside >= box.lower[axis] + edge ? box.lower[axis] : inside;
  }
  return particles;
}
