import type { z } from "zod";
import type { Vector3 } from "../../../core/vector.ts";

/** Two neighbours of one fluid as a density diffusion sees them; WGSL struct `DensityPair` has the same members. */
export interface DensityPair {
  /** x_i − x_j [length] */
  readonly separation: Vector3;
  readonly distanceSquared: number;
  /** (dW/dr)/r [length^−(D+2)] */
  readonly slope: number;
  readonly densityI: number;
  readonly densityJ: number;
  /** m_j/ρ_j [length^D] */
  readonly volumeJ: number;
  /** Renormalised density gradients [density/length]; zero where the diffusion does not ask for them. */
  readonly gradientI: Vector3;
  readonly gradientJ: Vector3;
  readonly referenceDensity: number;
  readonly soundSpeed: number;
  readonly smoothingLength: number;
  /** Body force at the time [acceleration]. */
  readonly bodyForce: Vector3;
}

/** A numerical diffusion of the density, D_i = δ h c Σ_j V_j ψ_ij·∇W_ij: one file each. */
export interface DensityDiffusion {
  /** The `kind` of `solver.scheme.densityDiffusion`. */
  readonly name: string;
  readonly formula: string;
  readonly citation: string;
  /** Whether it needs the renormalised density gradient, which costs a loop over neighbours. */
  readonly needsGradient: boolean;
  readonly parameters: z.ZodObject<{ kind: z.ZodLiteral<string> }>;
  /** What j adds to dρ_i/dt, for δ = 1 [density/time]. */
  rate(pair: DensityPair): number;
  /** Defines `fn densityDiffusion(pair: DensityPair) -> f32`, what j adds to D_i/(2 δ h c). */
  readonly wgsl: string;
}
