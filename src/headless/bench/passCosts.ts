/** What a pass asks for each time it has something to do, counted from its WGSL. */
export interface PassCost {
  /** Read and written, neighbours' records each time they are asked for: what caches spare is not taken off. */
  readonly bytes: number;
  /** Float32 additions, multiplications and divisions. */
  readonly flops: number;
  /** Whether it does something only in steps that build the neighbour list. */
  readonly isRebuild?: boolean;
}

/** A position, a velocity, a force, … [bytes] */
export const record = 16;
/** An index, a pressure, … [bytes] */
export const word = 4;

/** How a list is filled, on average for a particle. */
export interface ListUse {
  /** Neighbours that it looks at: those that fill up the last word of a row too. */
  readonly slots: number;
  /** Words that are fetched for that, those for several particles shared out among them. */
  readonly fetches: number;
  /** Words that say how long rows are. */
  readonly lengths: number;
}

/**
 * The passes of a step of the Lennard-Jones melt at constant energy. Those whose cost depends on how particles lie in
 * cells are left out.
 *
 * @param cells of the grid
 */
export function meltPassCosts(
  particles: number,
  { slots, fetches, lengths }: ListUse,
  cells: number,
): Readonly<Record<string, PassCost>> {
  const each = (bytes: number, flops = 0, isRebuild = false): PassCost => ({
    bytes: bytes * particles,
    flops: flops * particles,
    isRebuild,
  });
  return {
    // Position, velocity, force, position at the last list; kick 8, travel and its square 8, displacement and its square 11.
    integrateFirst: each(6 * record, 27),
    clearCell: { bytes: word * cells, flops: 0, isRebuild: true },
    // Position; velocity, force and record of the last list for the reach, of which a path at two times and their squares; the new record, cell and arrival.
    countParticle: each(5 * record + 4 * word, 30, true),
    placeMember: each(4 * word, 0, true),
    scatterRecords: each(6 * record + word, 0, true),
    takeOverRecords: each(6 * record, 0, true),
    // At least: candidates that turn out to be too far are read as well.
    buildNeighbourList: each(record + fetches * (record + word), 10 * slots, true),
    // A slot: separation 3, its square 5, (σ/r)⁶ 4, the force over r 5, times the separation 3, sum 3. Velocity and force; kick 8.
    integrateSecond: each(4 * record + word * lengths + fetches * (word + record), 23 * slots + 8),
  };
}
