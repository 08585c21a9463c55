import type { Particles } from "../../core/particles.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { pairTerm } from "../../solvers/md/pairTable.ts";
import { CellGrid } from "../../solvers/md/reference/cellGrid.ts";
import { pairForceMagnitudes } from "../../solvers/md/reference/pairForceMagnitudes.ts";
import { roundingTolerance, roundingUnit } from "./verificationRow.ts";

/** Σ|terms| of what pairs add up to: the scale of its rounding errors. */
export interface PairScales {
  /** (N, 3) [force] */
  readonly force: Float64Array;
  /** (N) [energy] */
  readonly potentialEnergy: Float64Array;
  /** (6) Voigt order [energy] */
  readonly virial: Float64Array;
  /** Shortest distance of two particles within the cutoff; the cutoff where there are none [length]. */
  readonly shortestDistance: number;
}

/** Squared distances closer to the squared cutoff than this share may fall on either side of it in float32. */
const cutoffMargin = 16 * roundingUnit;

/**
 * Scales for one configuration. A pair so close to its cutoff that rounding decides whether it counts puts the whole
 * of its term into the scale.
 */
export function pairScales(model: MolecularModel, { position, type, count }: Particles): PairScales {
  const { box, pairs } = model;
  const scales = pairForceMagnitudes(model, position, type);
  let shortestSquared = pairs.cutoffRadius ** 2;
  const grid = new CellGrid(box, count);
  grid.build(position, pairs.cutoffRadius * (1 + cutoffMargin));
  grid.forEachPair((slotI, slotJ, distanceSquared) => {
    shortestSquared = Math.min(shortestSquared, distanceSquared);
    const [i, j] = [grid.order[slotI], grid.order[slotJ]];
    const { cutoffRadius } = pairs.entries[type[i] * pairs.typeCount + type[j]];
    if (Math.abs(distanceSquared / cutoffRadius ** 2 - 1) > cutoffMargin) return;
    const terms = pairTerm(pairs, type[i], type[j], cutoffRadius * (1 - cutoffMargin));
    const [energy, force] = terms.map((term) => Math.abs(term) / (roundingTolerance * roundingUnit));
    for (const particle of [i, j]) {
      scales.potentialEnergy[particle] += energy / 2;
      for (let axis = 0; axis < box.dimensions; axis++) scales.force[3 * particle + axis] += force;
    }
    for (let component = 0; component < 6; component++) scales.virial[component] += force * cutoffRadius;
  });
  return { ...scales, shortestDistance: Math.sqrt(shortestSquared) };
}
