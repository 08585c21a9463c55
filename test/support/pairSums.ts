import { type Box, minimumImage } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { pairTerm } from "../../src/solvers/md/pairTable.ts";

/** Nearest-image difference of two particles [length]. */
export function difference(box: Box, { position }: Particles, i: number, j: number): number[] {
  return [0, 1, 2].map((axis) => minimumImage(position[3 * i + axis] - position[3 * j + axis], axis, box));
}

/** How far each particle of one configuration is from itself in another, by the nearest image [length]. */
export function travels(box: Box, from: Float64Array, to: Float64Array): number[] {
  return Array.from({ length: from.length / 3 }, (_, i) =>
    Math.hypot(...[0, 1, 2].map((axis) => minimumImage(to[3 * i + axis] - from[3 * i + axis], axis, box))),
  );
}

/** Calls `visit` for every unordered pair with its nearest-image difference and distance [length]. */
export function forEachPair(
  box: Box,
  particles: Particles,
  visit: (i: number, j: number, difference: number[], distance: number) => void,
): void {
  for (let i = 0; i < particles.count; i++) {
    for (let j = i + 1; j < particles.count; j++) {
      const d = difference(box, particles, i, j);
      visit(i, j, d, Math.sqrt(d[0] ** 2 + d[1] ** 2 + d[2] ** 2));
    }
  }
}

/** What float32 may make of a sum: its value, the scale of its rounding errors, and whole terms at the cutoff. */
export interface DirectSum {
  readonly value: Float64Array;
  /** Σ of the terms' magnitudes; errors are measured in 2⁻²⁴ of it. */
  readonly scale: Float64Array;
  /** Σ|terms| of pairs so close to the cutoff that rounding decides whether they count. */
  readonly slack: Float64Array;
}

export interface DirectSums {
  /** (N, 3) [force] */
  readonly force: DirectSum;
  /** (N), half of each pair's energy [energy] */
  readonly energy: DirectSum;
  /** Σ pairs r⊗F, Voigt order xx, yy, zz, xy, xz, yz [energy] */
  readonly virial: DirectSum;
}

const voigt = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

const emptySum = (length: number): DirectSum => ({
  value: new Float64Array(length),
  scale: new Float64Array(length),
  slack: new Float64Array(length),
});

/** Forces, energies and virial by float64 sums over all pairs, written independently of the solvers. */
export function directSums({ box, pairs }: MolecularModel, particles: Particles): DirectSums {
  const { count, type } = particles;
  const sums = { force: emptySum(3 * count), energy: emptySum(count), virial: emptySum(6) };
  forEachPair(box, particles, (i, j, d, r) => {
    const entry = pairs.entries[type[i] * pairs.typeCount + type[j]];
    const isBorderline = Math.abs(r - entry.cutoffRadius) < 1e-6 * entry.cutoffRadius;
    const [energy, force] = pairTerm(
      pairs,
      type[i],
      type[j],
      isBorderline ? entry.cutoffRadius * (1 - 1e-12) : r,
    );
    if (r > entry.cutoffRadius && !isBorderline) return;
    const { potential, cutoff } = pairs;
    const plain = [potential.energy(r, entry.parameters), potential.force(r, entry.parameters)] as const;
    const [energyScale, forceScale] = cutoff.magnitude(
      r,
      ...plain,
      potential.magnitude(r, entry.parameters),
      entry,
    );
    const add = (sum: DirectSum, k: number, term: number, scale: number, value: number) => {
      sum.value[k] += value;
      sum.scale[k] += scale;
      if (isBorderline) sum.slack[k] += Math.abs(term);
    };
    for (const k of [i, j]) add(sums.energy, k, energy, energyScale, energy / 2);
    for (let axis = 0; axis < 3; axis++) {
      const component = (force * d[axis]) / r;
      add(sums.force, 3 * i + axis, force, forceScale, component);
      add(sums.force, 3 * j + axis, force, forceScale, -component);
    }
    voigt.forEach(([a, b], k) => add(sums.virial, k, force * r, forceScale * r, (d[a] * d[b] * force) / r));
  });
  return sums;
}

/** Worst error of a float32 sum in units of 2⁻²⁴ · Σ|terms|; NaN stays NaN, so that it fails every bound. */
export function worstError(computed: ArrayLike<number>, { value, scale, slack }: DirectSum): number {
  if (computed.length !== value.length) return NaN;
  return value.reduce((worst, exact, k) => {
    const error = Math.abs(computed[k] - exact);
    const beyondSlack = error <= slack[k] ? 0 : error - slack[k];
    return Math.max(worst, beyondSlack === 0 ? 0 : (beyondSlack / scale[k]) * 2 ** 24);
  }, 0);
}
