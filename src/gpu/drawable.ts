import type { Box } from "../core/box.ts";
import type { StartPlaces } from "./startPlaces.ts";

/** What particles of one kind are, for whoever draws them. */
export interface DrawableKind {
  readonly name: string;
  /** Of the sphere drawn for a particle [length]. */
  readonly radius: number;
  /** `container`: a solid that stays where it is; `waiting`: not part of the system now, never drawn. */
  readonly role: "particle" | "fluid" | "container" | "body" | "waiting";
}

/** WGSL types of a record that a field reads. */
export type DrawableRecord = "vec2f" | "vec4f" | "vec4u" | "vec4i";

/** A number of each particle that can be shown as a colour. */
export interface DrawableField {
  readonly name: string;
  /** Empty where it has none. */
  readonly unit: string;
  /** Holds `stride` records of this type for each particle, of which the first is read. */
  readonly buffer: GPUBuffer;
  readonly record: DrawableRecord;
  readonly stride: number;
  /** WGSL expression of type f32: of `record`, of `place`, the position as vec3f, and where there is one of `start` as vec3f [length]. */
  readonly wgsl: string;
  /** Where particles were at the start, for fields that ask. */
  readonly start?: StartPlaces;
  /** Whether its values are names of kinds or other labels rather than amounts. */
  readonly isLabel?: boolean;
  /** Whether `encodeFields` has to run before it is read. */
  readonly isMeasured?: boolean;
}

/** Particles on a device as a drawing layer needs them. The buffers stay the same, and their owner's. */
export interface DrawableParticles {
  readonly count: number;
  readonly box: Box;
  /** vec4u: fixed-point coordinates (core/fixedPoint.ts) and the kind. */
  readonly position: GPUBuffer;
  /** vec4i: images and the id. */
  readonly tag: GPUBuffer;
  /** Indexed by a particle's kind. */
  readonly kinds: readonly DrawableKind[];
  /** The first is what one would want to see first. */
  readonly fields: readonly DrawableField[];
  /** Records what measured fields are read from. */
  encodeFields?(encoder: GPUComputePassEncoder): void;
}
