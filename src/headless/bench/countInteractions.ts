import { CellGrid } from "../../solvers/md/reference/cellGrid.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../../solvers/sph/model.ts";

/** On a lattice some neighbours lie in the support's very edge, where kernels vanish and rounding decides. */
const edgeShare = 1e-4;

/**
 * How many pairs of a particle and a neighbour within its support a step sums over. A fluid particle has all around it for neighbours, a wall
 * particle the fluid; density and force of a pair count as one.
 */
export function countInteractions(
  model: FluidModel,
  { count, position, type }: FluidParticles,
): { readonly fluidSide: number; readonly wallSide: number } {
  const grid = new CellGrid(model.box, count);
  grid.build(position, model.supportRadius * (1 - edgeShare));
  const solid = Uint8Array.from(grid.order, (i) => (isSolid(model, type[i]) ? 1 : 0));
  let [fluidSide, wallSide] = [0, 0];
  grid.forEachSlot((slot, partners, found) => {
    let walls = 0;
    for (let k = 0; k < found; k++) walls += solid[partners[k]];
    if (solid[slot] === 0) {
      fluidSide += 2 * (found - walls) + walls;
      wallSide += walls;
    } else {
      fluidSide += found - walls;
      wallSide += found - walls;
    }
  });
  return { fluidSide, wallSide };
}
