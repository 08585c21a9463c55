import { densityField, type ParticleVolumes } from "./densityField.ts";
import type { TriangleMesh } from "../../core/geometry/triangleMesh.ts";
import { marchingCubes } from "./marchingCubes.ts";

/** Particles, their smoothing and the level at which the surface lies. */
export interface IsoSurfaceInput extends ParticleVolumes {
  /** Fraction of volume on the surface, 0.5 unless given: a flat surface then lies where the fluid ends. */
  readonly level?: number;
}

/**
 * The surface of a fluid in three dimensions: closed, and oriented outwards. Empty where no point of the grid reaches
 * the level, as with single particles in a wide kernel. Throws RangeError as densityField does, and for a level that
 * is not above 0, on which the surface would follow the border of the grid.
 */
export function isoSurface({ level = 0.5, ...particles }: IsoSurfaceInput): TriangleMesh {
  if (!(level > 0)) throw new RangeError(`level must lie in (0, ∞), got ${level}`);
  return marchingCubes(densityField(particles), level);
}
