import type { SolverDiagnostics } from "../fluidSolver.ts";
import type { FluidModel, FluidParticles } from "../model.ts";
import { DivergenceFreeSystem } from "./divergenceFreeSystem.ts";
import type { FluidState } from "./fluidState.ts";
import { FluidSystem } from "./fluidSystem.ts";
import { PositionBasedSystem } from "./positionBasedSystem.ts";
import type { SavedFluid } from "./savedFluid.ts";

/** A fluid in float64 that goes on by whole steps, whatever its scheme. */
export interface ReferenceSystem {
  readonly state: FluidState;
  readonly memoryBytes: number;
  /** How often neighbours were searched. */
  readonly neighbourSearches: number;
  /** Of schemes that iterate until they have converged: what became of the iterations of the last step. */
  readonly diagnostics?: SolverDiagnostics;
  /** Goes on by one step; throws NumericalError where the numbers go wrong, with the state left half way. */
  advance(): void;
  /** All that the next steps depend on. */
  save(): SavedFluid;
  /** @param saved of the same model */
  restore(saved: SavedFluid): void;
}

/**
 * The reference of a model's scheme.
 *
 * @param particles wrapped into the box along periodic axes; copied
 * @throws NumericalError where a number of a particle is not finite or its density not positive
 */
export function createReferenceSystem(model: FluidModel, particles: FluidParticles): ReferenceSystem {
  switch (model.scheme.kind) {
    case "weakly-compressible":
    case "entropically-damped":
      return new FluidSystem(model, particles);
    case "position-based":
      return new PositionBasedSystem({ ...model, scheme: model.scheme }, particles);
    case "divergence-free":
      return new DivergenceFreeSystem(model, particles);
  }
}
