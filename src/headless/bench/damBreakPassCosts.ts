import { type PassCost, record, word } from "./passCosts.ts";
import type { RowUse } from "./profilePasses.ts";

/** Who is there, and how their rows are filled. */
export interface DamBreakUse {
  readonly fluids: number;
  readonly walls: number;
  /** Of all fluid particles together, and of all wall particles. */
  readonly fluidRows: RowUse;
  readonly wallRows: RowUse;
  /** Words that say how long rows of the fluid are. */
  readonly lengths: number;
  /** Of the grid, for fluids and walls each. */
  readonly cells: number;
}

/** Bytes of a neighbour: index, position and material, velocity and density, pressure; of walls that slip index, place, density and pressure. */
const neighbourBytes = word + 2 * record + word;
const wallNeighbourBytes = 6 * word;

/**
 * A slot of the forces. Separation 3, its square 5, W'/r 6, volumes 2, mean pressure 5, their product 3; velocities 3, along the separation 5, artificial viscosity 9; sum of
 * accelerations 7; rate 3, Fourtakas diffusion with a body force along one axis 6.
 */
const forceFlops = 57;
/** A slot of what walls take over: separation 3, its square 5, W 10; weight 1, pressure 2, moment 7. */
const wallFlops = 28;

/**
 * The passes of a step of the dam break of the suite: continuity with Fourtakas diffusion, artificial viscosity, walls that let slip. Those whose cost depends on
 * how particles lie in cells are left out.
 */
export function damBreakPassCosts({
  fluids,
  walls,
  fluidRows,
  wallRows,
  lengths,
  cells,
}: DamBreakUse): Readonly<Record<string, PassCost>> {
  const particles = fluids + walls;
  const slots = fluidRows.slots + wallRows.slots;
  const fetches = fluidRows.fetches + wallRows.fetches;
  const rebuild = (bytes: number, flops = 0): PassCost => ({ bytes, flops, isRebuild: true });
  return {
    // Position, velocity, rate, place at the last list, pressure; kick 6, travel and its square 11, distance from the foreseen way and its square 17, pressure of the density 8.
    integrateFirst: { bytes: fluids * (6 * record + word) + walls * record, flops: 42 * fluids },
    // Walls stay as they are sorted at the start.
    clearCell: rebuild(word * cells),
    // Position, velocity, the record of the list, cell and arrival; the way and its length 15, its middle 6.
    countParticle: rebuild(fluids * (3 * record + 4 * word), 21 * fluids),
    placeMember: rebuild(fluids * 4 * word),
    scatterRecords: rebuild(fluids * (6 * record + word)),
    takeOverRecords: rebuild(fluids * 6 * record),
    // At least: candidates that turn out to be too far are read as well.
    buildNeighbourList: rebuild(particles * record + fetches * (record + word), 10 * slots),
    extrapolateWalls: {
      bytes: walls * (2 * record + 1.5 * record) + wallRows.fetches * wallNeighbourBytes,
      flops: wallFlops * wallRows.slots,
    },
    // Walls are passed over: forces on them are asked for in the last step alone.
    computeForce: {
      bytes: fluids * 4 * record + word * lengths + fluidRows.fetches * neighbourBytes,
      flops: forceFlops * fluidRows.slots,
    },
    // Position, velocity, rate, last rate, density and pressure; kick 9, density 2, its pressure 8, rate extrapolated 2, squares of speed and acceleration 12; of walls position, velocity and
    // density.
    integrateSecond: { bytes: fluids * 7.5 * record + walls * 2.5 * record, flops: 33 * fluids },
  };
}
