import type { z } from "zod";
import type { Fluid, FluidModel } from "../model.ts";

/** Lengths and dimensions that a surface tension depends on. */
export type SurfaceLengths = Pick<FluidModel, "box" | "spacing" | "smoothingLength" | "supportRadius">;

/** Numbers of a scenario's surface tension, without its kind. */
export type SurfaceTensionNumbers = Readonly<Record<string, number>>;

/**
 * A surface tension of free surfaces: one file each, holding citation, parameters, the float64 formulas and the WGSL fragment;
 * its sums in float64 stand in reference/. It acts between particles of one fluid; walls and other fluids count as outside.
 * Two loops over neighbours serve all of them: the first sums up the colour gradient, from which every particle keeps
 * a record (its normal), the second sums up terms of pairs, which become an acceleration.
 */
export interface SurfaceTensionModel {
  /** The `kind` of a scenario's `solver.surfaceTension`. */
  readonly name: string;
  readonly formula: string;
  readonly citation: string;
  /** Strict zod object with `kind` and numbers; each has `.meta({ description, dimension })`. */
  readonly parameters: z.ZodObject<{ kind: z.ZodLiteral<string> }>;
  /** The tension that it amounts to [surfaceTension]; where it is not a parameter, an estimate. */
  tension(fluid: Pick<Fluid, "referenceDensity">, lengths: SurfaceLengths, p: SurfaceTensionNumbers): number;
  /** By how much it raises the pressure below a plane surface at rest, where there is no curvature [pressure]. */
  cohesionPressure(
    fluid: Pick<Fluid, "referenceDensity">,
    lengths: SurfaceLengths,
    p: SurfaceTensionNumbers,
  ): number;
  /** What the WGSL fragment reads as `fluid.surfaceTension`. */
  coefficients(lengths: SurfaceLengths, p: SurfaceTensionNumbers): readonly [number, number, number, number];
  /**
   * Defines three functions:
   * - `surfaceNormal(gradient: vec3f) -> vec4f`, what a particle keeps of Σ V_j ∇W over its own fluid;
   * - `surfaceTerm(pair: SurfacePair) -> vec4f`, what a neighbour adds (passes/surfacePair.wgsl); finite for coincident particles;
   * - `surfaceAcceleration(sum: vec4f, normal: vec4f, volume: f32, density: f32) -> vec3f`.
   */
  readonly wgsl: string;
}
