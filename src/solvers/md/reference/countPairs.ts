import { typePairs } from "../../../observables/radialDistribution.ts";
import type { MolecularModel } from "../model.ts";
import { CellGrid } from "./cellGrid.ts";

/**
 * Histogram of pair distances by nearest image, each unordered pair once: a block of bins per unordered pair of
 * types, in the order of typePairs.
 *
 * @param position (N, 3) [length], wrapped into the box along periodic axes
 * @param type (N), index into model.types
 * @param maximumDistance upper edge of the last bin [length], at most half the shortest periodic edge
 */
export function countPairs(
  { box, types }: MolecularModel,
  position: Float64Array,
  type: Uint32Array,
  bins: number,
  maximumDistance: number,
): Float64Array {
  const pairs = typePairs(types.length);
  const counts = new Float64Array(pairs.length * bins);
  const blocks = new Uint32Array(types.length ** 2);
  pairs.forEach(([a, b], block) => {
    blocks[a * types.length + b] = block;
    blocks[b * types.length + a] = block;
  });
  const grid = new CellGrid(box, type.length);
  grid.build(position, maximumDistance);
  const { order } = grid;
  grid.forEachPair((slotI, slotJ, distanceSquared) => {
    const block = blocks[type[order[slotI]] * types.length + type[order[slotJ]]];
    const bin = Math.floor((Math.sqrt(distanceSquared) / maximumDistance) * bins);
    // Just below the maximum may round up to it.
    counts[block * bins + Math.min(bin, bins - 1)]++;
  });
  return counts;
}
