import type { Box } from "../../core/box.ts";
import type { Particles } from "../../core/particles.ts";
import { PointGrid } from "../../core/setup/pointGrid.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { pairTerm } from "../../solvers/md/pairTable.ts";
import type { PairTable } from "../../solvers/md/pairTable.ts";

/** A pair too close to start from. */
export interface Overlap {
  /** Rows of the two particles. */
  readonly rows: readonly [number, number];
  /** [length] */
  readonly distance: number;
  /** [energy] */
  readonly energy: number;
}

/** An initial pair energy this many times the natural one would blow a run up in its first step. */
const energyRatio = 1e6;
/** What float32 arithmetic can still hold; a minimiser takes apart anything below. */
const largestFloat32 = 3.4e38;

/**
 * Pairs whose energy is not finite or beyond all reason. A soft potential has none; a minimiser may start from any
 * that float32 can hold. O(N) by cells.
 */
export function findOverlaps(
  { box, pairs, integrator }: MolecularModel,
  particles: Particles,
): { readonly first?: Overlap; readonly count: number } {
  const limit = integrator.kind === "fire" ? largestFloat32 : energyRatio * naturalEnergy(pairs);
  const reach = overlapReach(pairs, limit);
  return reach === undefined ? { count: 0 } : searchWithin(reach, limit, box, pairs, particles);
}

function searchWithin(reach: number, limit: number, box: Box, pairs: PairTable, particles: Particles) {
  const { count: size, position, type } = particles;
  const grid = new PointGrid(box, position, reach);
  let first: Overlap | undefined;
  let count = 0;
  for (let i = 0; i < size; i++) {
    grid.someAround(i, (j) => {
      const squared = grid.distanceSquared(i, j);
      if (squared > reach * reach) return false;
      const distance = Math.sqrt(squared);
      const [energy] = pairTerm(pairs, type[i], type[j], distance);
      if (Math.abs(energy) <= limit) return false;
      first ??= { rows: [j, i], distance, energy };
      count++;
      return false;
    });
    grid.insert(i);
  }
  return { first, count };
}

/**
 * The energy that the model's numbers suggest: its largest parameter that is an energy, else (Yukawa) the energy
 * at half the cutoff.
 */
function naturalEnergy({ potential, entries }: PairTable): number {
  const names = Object.entries(potential.parameters.shape)
    .filter(([, field]) => field.meta()?.dimension === "energy")
    .map(([name]) => name);
  const energies = entries.flatMap(({ parameters, cutoffRadius }) =>
    names.length > 0
      ? names.map((name) => Math.abs(parameters[name]))
      : [Math.abs(potential.energy(cutoffRadius / 2, parameters))],
  );
  return Math.max(...energies);
}

/** A distance beyond which no pair energy passes the limit; undefined where none does at all [length]. */
function overlapReach(pairs: PairTable, limit: number): number | undefined {
  const samples = 1000;
  const types = Array.from({ length: pairs.typeCount }, (_, type) => type);
  const passes = (r: number) =>
    types.some((i) => types.some((j) => !(Math.abs(pairTerm(pairs, i, j, r)[0]) <= limit)));
  for (let sample = samples - 1; sample >= 0; sample--)
    if (passes((sample / samples) * pairs.cutoffRadius)) return ((sample + 1) / samples) * pairs.cutoffRadius;
  return undefined;
}
