import type { MolecularState } from "./molecularState.ts";

/** One way to go from a step to the next: the float64 twin of the passes of an integrator kind. */
export interface ReferenceIntegrator {
  /** Everything it remembers from step to step, to be saved and restored with the state. */
  readonly variables: Float64Array;
  /**
   * Completes state.step: forces are those at the positions before, and those at the positions after when done.
   *
   * @param computeForces overwrites state.force with the forces at the present positions
   */
  advance(state: MolecularState, computeForces: () => void): void;
  /** What to add to kinetic and potential energy to get the conserved quantity [energy]. */
  thermostatEnergy(state: MolecularState): number;
  /** Whether a minimiser has met its tolerance. */
  isConverged?(state: MolecularState): boolean;
}
