import type { z } from "zod";

/** How a parameter of a pair of unlike types follows from the two like ones. */
export type MixingRole =
  /** A size: arithmetic mean (Lorentz), or geometric mean under geometric mixing. */
  | "size"
  /** An energy: geometric mean (Berthelot). */
  | "energy"
  /** The same in both types, or an explicit pair is needed. */
  | "equal";

export type PairParameters = Readonly<Record<string, number>>;

/**
 * A pair potential: one file each, holding citation, parameters, the float64 formula and the WGSL fragment.
 * Only U(r) and −dU/dr are given here; cutoffs, mixing and the loop over neighbours are written once, elsewhere.
 */
export interface PairPotential {
  /** The `potential` word in a scenario, e.g. `lennard-jones`. */
  readonly name: string;
  /** The formula in words and symbols, for help and docs: `U = 4ε[(σ/r)¹² − (σ/r)⁶]`. */
  readonly formula: string;
  readonly citation: string;
  /** Strict zod object of numbers; each field has `.meta({ description, dimension })` (see core/units.ts). */
  readonly parameters: z.ZodObject;
  readonly mixing: Readonly<Record<string, MixingRole>>;
  /** Potentials that bring their own cutoff (WCA, soft cosine) give its radius [length] here. */
  ownCutoffRadius?(p: PairParameters): number;
  /** U(r) [energy], untruncated, r > 0 [length]. */
  energy(r: number, p: PairParameters): number;
  /** −dU/dr [force], r > 0 [length]. */
  force(r: number, p: PairParameters): number;
  /**
   * Scale of the rounding errors of [U, −dU/dr] at r: the absolute values of their terms T, each times its condition
   * number 1 + |d ln T / d ln r|, summed. The WGSL fragment stays within K · 2⁻²⁴ of this, with K a small number.
   */
  magnitude(r: number, p: PairParameters): readonly [number, number];
  /** What the WGSL fragment reads as `c`, in any form that saves it work. */
  coefficients(p: PairParameters): readonly [number, number, number, number];
  /**
   * Defines `fn pairPotential(r2: f32, c: vec4f) -> vec2f`: x = U [energy], y = −(dU/dr)/r [energy/length²].
   * Called for any r2 ≥ 0, so it stays finite at r2 = 0; results beyond the cutoff are thrown away. Helper functions
   * carry the potential's name in theirs, as other WGSL stands beside them.
   */
  readonly wgsl: string;
}
