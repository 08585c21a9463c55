import type { SymmetricTensor, Vector3 } from "../core/vector.ts";

/** Sums over all particles at one step, in float64. Internal units of the model. */
export interface Totals {
  readonly step: number;
  /** ½ Σ m v² [energy] */
  readonly kineticEnergy: number;
  /** Σ pairs U, tail correction not included [energy] */
  readonly potentialEnergy: number;
  /** Σ m v⊗v [energy], Voigt order xx, yy, zz, xy, xz, yz */
  readonly kineticTensor: SymmetricTensor;
  /** Σ pairs r⊗F [energy], Voigt order, tail correction not included */
  readonly virialTensor: SymmetricTensor;
  /** Σ m v [mass·velocity] */
  readonly momentum: Vector3;
  /** What to add to kinetic + potential energy to get the integrator's conserved quantity [energy]. */
  readonly thermostatEnergy: number;
  /** Largest |force component| [force]. */
  readonly maximumForce: number;
}

/** Distances counted into bins of equal width from 0; every unordered pair once. */
export interface PairHistogram {
  readonly step: number;
  /** counts[bin]; with several types, one histogram per unordered pair of types follows another. */
  readonly counts: Float64Array;
}

/** Correlation with the configuration at `originStep`. */
export interface DisplacementSample {
  readonly step: number;
  readonly originStep: number;
  /** ⟨|r(t) − r(origin)|²⟩ over all particles, unwrapped [length²] */
  readonly meanSquareDisplacement: number;
  /** ⟨v(t)·v(origin)⟩ over all particles [velocity²] */
  readonly velocityAutocorrelation: number;
}
