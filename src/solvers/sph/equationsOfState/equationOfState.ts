import type { z } from "zod";
import { declareUniform } from "../../../gpu/uniformBlock.ts";

export type EquationParameters = Readonly<Record<string, number>>;

/** What an equation of state has to know of a fluid. */
export interface EquationMaterial {
  /** ρ0 [density] */
  readonly referenceDensity: number;
  /** c = √(dp/dρ) at ρ0 [velocity] */
  readonly soundSpeed: number;
}

/**
 * An equation of state p(ρ): one file each, holding citation, parameters, the float64 formula, its inverse and its
 * integral, and the WGSL fragment.
 */
export interface EquationOfState {
  /** The word in a scenario, e.g. `tait`. */
  readonly name: string;
  /** The formula in words and symbols, for help and docs: `p = c² (ρ − ρ0) + p_b`. */
  readonly formula: string;
  readonly citation: string;
  /** Strict zod object of numbers; each field has `.meta({ description, dimension })` (see core/units.ts). */
  readonly parameters: z.ZodObject;
  /** p [pressure], density ≥ 0 [density]. */
  pressure(density: number, material: EquationMaterial, p: EquationParameters): number;
  /** ρ [density], the inverse of `pressure`; 0 at any pressure [pressure] below that of density 0. */
  density(pressure: number, material: EquationMaterial, p: EquationParameters): number;
  /** e = ∫ p/ρ² dρ from ρ0 [energy/mass], density > 0 [density]. */
  energy(density: number, material: EquationMaterial, p: EquationParameters): number;
  /** The members of `EquationConstants`, in its order. */
  constants(
    material: EquationMaterial,
    p: EquationParameters,
  ): readonly [referenceDensity: number, stiffness: number, exponent: number, backgroundPressure: number];
  /**
   * Defines `fn pressureOf(density: f32, e: EquationConstants) -> f32` and `fn densityOf(pressure: f32, e:
   * EquationConstants) -> f32`. Both are functions of ρ − ρ0 and p − p_b to within float32: fluids differ from
   * their reference density by a thousandth, and what acts is that difference. Helper functions carry the equation's name.
   */
  readonly wgsl: string;
}

/** `struct EquationConstants`, which stands before the WGSL fragment. */
export const equationConstants = declareUniform("EquationConstants", {
  referenceDensity: "f32",
  /** ρ0 c² / exponent [pressure] */
  stiffness: "f32",
  exponent: "f32",
  backgroundPressure: "f32",
});
