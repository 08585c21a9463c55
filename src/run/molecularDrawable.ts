import { type Box, boxVolume } from "../core/box.ts";
import type { DrawableField, DrawableParticles } from "../gpu/drawable.ts";
import type { StartPlaces } from "../gpu/startPlaces.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import type { MolecularDynamics } from "../solvers/md/molecularDynamics.ts";

/**
 * Molecular dynamics on a device as a drawing layer sees it.
 *
 * @param start where particles were at the start
 */
export function molecularDrawable(
  model: MolecularModel,
  solver: MolecularDynamics,
  start: StartPlaces | undefined,
): DrawableParticles {
  const { buffers, count } = solver;
  const { box, types, units } = model;
  const { symbols } = units;
  return {
    count,
    box,
    position: buffers.position,
    tag: buffers.tag,
    kinds: types.map(({ name }, type) => ({
      name,
      radius: particleRadius(model, type, count),
      role: "particle",
    })),
    fields: [
      field("speed", symbols.velocity, buffers.velocity, "length(record.xyz)"),
      { ...field("potential energy", symbols.energy, buffers.energyAndVirial, "record.x"), isMeasured: true },
      field("force", symbols.force, buffers.force, "length(record.xyz)"),
      ...displacementField(box, buffers.tag, start, symbols.length),
      ...sharedFields(buffers, symbols.velocity, symbols.length),
    ],
    encodeFields: (encoder) => solver.encodeMeasure(encoder),
  };
}

/** Fields that particles of every family have. */
export function sharedFields(
  { position, velocity, tag }: Readonly<Record<string, GPUBuffer>>,
  velocityUnit: string,
  lengthUnit: string,
): DrawableField[] {
  return [
    field("velocity x", velocityUnit, velocity, "record.x"),
    field("velocity y", velocityUnit, velocity, "record.y"),
    field("velocity z", velocityUnit, velocity, "record.z"),
    field("x", lengthUnit, velocity, "place.x"),
    field("y", lengthUnit, velocity, "place.y"),
    field("z", lengthUnit, velocity, "place.z"),
    { ...field("type", "", position, "f32(record.w)"), record: "vec4u", isLabel: true },
    { ...field("id", "", tag, "f32(record.w)"), record: "vec4i" },
  ];
}

/** How far particles have come from the start, around the box along periodic axes as well; none without places at the start. */
export function displacementField(
  { lower, lengths }: Box,
  tag: GPUBuffer,
  start: StartPlaces | undefined,
  lengthUnit: string,
): DrawableField[] {
  if (!start) return [];
  const edges = `vec3f(${lengths.map((edge) => `f32(${edge})`).join(", ")})`;
  // Single precision tells places no closer than this apart: below it nothing has moved.
  const unit = 2 ** -22 * Math.max(...lengths.map((edge, axis) => 2 * edge + Math.abs(lower[axis])));
  const way = `(place + vec3f(record.xyz) * ${edges} - start)`;
  const wgsl = `select(0.0, length(${way}), length(${way}) > f32(${unit}))`;
  return [{ ...field("displacement", lengthUnit, tag, wgsl), record: "vec4i", start }];
}

/** A field of the first three or four numbers of a 16-byte record. */
export function field(name: string, unit: string, buffer: GPUBuffer, wgsl: string): DrawableField {
  return { name, unit, buffer, record: "vec4f", stride: 1, wgsl };
}

/** Half the size σ of its own pairs; where a potential has none, half the mean distance of particles. */
function particleRadius({ pairs, box }: MolecularModel, type: number, count: number): number {
  const { sigma } = pairs.entries[type * pairs.typeCount + type].parameters as { readonly sigma?: number };
  return (sigma ?? (boxVolume(box) / count) ** (1 / box.dimensions)) / 2;
}
