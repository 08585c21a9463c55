import type { Box } from "../core/box.ts";

/**
 * What a reader finds in a file: particles and, where the format has them, the box and the names of the types.
 * Positions are as they stand in the file: not wrapped, not checked against the box.
 */
export interface ParticleFile {
  readonly count: number;
  /**
   * Absent where the file holds none. What a format cannot say is taken as three-dimensional and periodic;
   * a side marked merely as not periodic is open.
   */
  readonly box?: Box;
  /** (N, 3) row-major [length]. */
  readonly position: Float64Array;
  /** (N, 3) row-major [length / time]. */
  readonly velocity?: Float64Array;
  /** (N), index into `typeNames`, or where the file names no types into the solver's own list of them, from 0. */
  readonly type?: Uint32Array;
  /** LAMMPS types 1, 2, ... are named "1", "2", ... */
  readonly typeNames?: readonly string[];
  /** Indexed like `typeNames` [mass]. */
  readonly masses?: readonly number[];
  /** (N), unique, from 1. */
  readonly id?: Uint32Array;
  /** (N, 3) row-major, box edges crossed. */
  readonly image?: Int32Array;
}

/** Largest particle id: ids are kept as 32-bit words. */
export const maximumId = 2 ** 32 - 1;
