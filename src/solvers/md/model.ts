import type { Box } from "../../core/box.ts";
import type { UnitSystem } from "../../core/units.ts";
import type { IntegratorParameters } from "./integrators/integratorParameters.ts";
import type { PairTable } from "./pairTable.ts";

/** One particle type. */
export interface ParticleType {
  readonly name: string;
  /** In the internal unit energy·time²/length² (UnitSystem.massFactor applied). */
  readonly mass: number;
}

/**
 * A molecular model with every number resolved: what the GPU solver and the float64 reference both start from.
 * Internal units throughout: the unit system's length, time and energy, masses converted.
 */
export interface MolecularModel {
  readonly units: UnitSystem;
  readonly box: Box;
  readonly types: readonly ParticleType[];
  readonly pairs: PairTable;
  /** Verlet-list skin [length]. */
  readonly skin: number;
  /** [time] */
  readonly timeStep: number;
  readonly integrator: IntegratorParameters;
  /** Seed of every random number of the run, an integer in [0, 2⁵³). */
  readonly seed: number;
  /** Steps of the whole run: where temperature ramps end. */
  readonly totalSteps: number;
}

/**
 * Kinetic degrees of freedom: dimensions · N, less one for each periodic axis along which the integrator
 * conserves the total momentum (Langevin conserves none).
 */
export function degreesOfFreedom(model: MolecularModel, count: number): number {
  const { dimensions, boundaries } = model.box;
  const conserved =
    model.integrator.kind === "langevin"
      ? 0
      : boundaries.slice(0, dimensions).filter((b) => b === "periodic").length;
  return Math.max(dimensions * count - conserved, 1);
}
