import type { Vector3 } from "../../core/vector.ts";
import type { ScalarGrid } from "./scalarGrid.ts";

/** Particles that carry a volume, and how to smooth them. */
export interface ParticleVolumes {
  /** (N, 3) positions [length]. */
  readonly position: Float64Array;
  /** (N) volume of each particle, mass over density [length³]. */
  readonly volume: Float64Array;
  /** Smoothing kernel W(r) of distance, normalised in three dimensions [1 / length³]. */
  readonly kernel: (distance: number) => number;
  /** Distance from which on the kernel is 0 [length]. */
  readonly supportRadius: number;
  /** Distance of neighbouring grid points [length]; half a particle spacing shows what the kernel resolves. */
  readonly gridSpacing: number;
}

/** 1 GiB of float64. */
const maximumPoints = 2 ** 27;

/**
 * The fraction of volume that particles fill, φ(x) = Σⱼ Vⱼ W(|x − xⱼ|), on a grid: 1 inside a fluid, 0 outside,
 * about 1/2 on its surface. It is the sum over particles that interpolates the constant 1 (Monaghan, Reports on
 * Progress in Physics 68 (2005) 1703, section 2).
 *
 * The grid reaches a support beyond the particles, so φ is 0 on its border. Its points lie on multiples of the spacing,
 * so grids of successive frames match. Every particle adds to the points within its support: O(N (support / spacing)³).
 * Throws RangeError for arrays that do not match, numbers out of range, and a grid of more than 2²⁷ points.
 */
export function densityField(particles: ParticleVolumes): ScalarGrid {
  checkParticles(particles);
  const { position, volume, gridSpacing: spacing } = particles;
  const { origin, counts } = emptyGrid(particles);
  const values = new Float64Array(counts[0] * counts[1] * counts[2]);
  const grid = { origin, spacing, counts, values };
  for (let particle = 0; particle < volume.length; particle++) {
    const [x, y, z] = position.subarray(3 * particle, 3 * particle + 3);
    addParticle(grid, [x, y, z], volume[particle], particles);
  }
  return grid;
}

function addParticle(grid: ScalarGrid, centre: Vector3, volume: number, particles: ParticleVolumes): void {
  const { origin, spacing, counts, values } = grid;
  const { kernel, supportRadius } = particles;
  const first = centre.map((x, axis) => Math.max(0, Math.ceil((x - supportRadius - origin[axis]) / spacing)));
  const last = centre.map((x, axis) =>
    Math.min(counts[axis] - 1, Math.floor((x + supportRadius - origin[axis]) / spacing)),
  );
  for (let k = first[2]; k <= last[2]; k++) {
    const z = origin[2] + k * spacing - centre[2];
    for (let j = first[1]; j <= last[1]; j++) {
      const y = origin[1] + j * spacing - centre[1];
      const row = counts[0] * (j + counts[1] * k);
      for (let i = first[0]; i <= last[0]; i++) {
        const x = origin[0] + i * spacing - centre[0];
        const squared = x * x + y * y + z * z;
        if (squared < supportRadius * supportRadius) values[row + i] += volume * kernel(Math.sqrt(squared));
      }
    }
  }
}

/** Place and size of the grid; no points where there are no particles. */
function emptyGrid(particles: ParticleVolumes): Pick<ScalarGrid, "origin" | "counts"> {
  const { position, supportRadius, gridSpacing } = particles;
  if (position.length === 0) return { origin: [0, 0, 0], counts: [0, 0, 0] };
  const lower = [Infinity, Infinity, Infinity];
  const upper = [-Infinity, -Infinity, -Infinity];
  position.forEach((x, i) => {
    lower[i % 3] = Math.min(lower[i % 3], x);
    upper[i % 3] = Math.max(upper[i % 3], x);
  });
  const first = lower.map((x) => Math.floor((x - supportRadius) / gridSpacing));
  const counts = upper.map((x, axis) => Math.ceil((x + supportRadius) / gridSpacing) - first[axis] + 1);
  if (counts[0] * counts[1] * counts[2] > maximumPoints)
    throw new RangeError(
      `gridSpacing: ${gridSpacing} gives ${counts.join(" × ")} points around particles from ` +
        `(${lower.join(", ")}) to (${upper.join(", ")}), more than 2²⁷: take a larger one or leave strays out`,
    );
  const [x, y, z] = first.map((point) => point * gridSpacing);
  return { origin: [x, y, z], counts: [counts[0], counts[1], counts[2]] };
}

function checkParticles({ position, volume, supportRadius, gridSpacing }: ParticleVolumes): void {
  if (position.length !== 3 * volume.length)
    throw new RangeError(
      `position has ${position.length} numbers, expected 3 for each of ${volume.length} volumes`,
    );
  for (const [name, value] of Object.entries({ supportRadius, gridSpacing }))
    if (!(value > 0) || !Number.isFinite(value))
      throw new RangeError(`${name} must be a finite number above 0, got ${value}`);
  const lost = position.findIndex((x) => !Number.isFinite(x));
  if (lost >= 0)
    throw new RangeError(
      `position of particle ${Math.floor(lost / 3)} must be finite, got ${position[lost]}`,
    );
  const odd = volume.findIndex((v) => !(v >= 0) || !Number.isFinite(v));
  if (odd >= 0) throw new RangeError(`volume of particle ${odd} must lie in [0, ∞), got ${volume[odd]}`);
}
