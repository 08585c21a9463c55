import type { z } from "zod";
import type { Vector3 } from "../../../core/vector.ts";

/** Two neighbours i and j as a viscosity sees them; the WGSL struct `Pair` (passes/pair.wgsl) has the same members. */
export interface ViscousPair {
  /** x_i − x_j [length] */
  readonly separation: Vector3;
  /** r² [length²] */
  readonly distanceSquared: number;
  /** (dW/dr)/r [length^−(D+2)] */
  readonly slope: number;
  /** v_i − v_j, where j is a wall that of the fluid mirrored in it [velocity] */
  readonly velocity: Vector3;
  readonly massI: number;
  readonly massJ: number;
  readonly densityI: number;
  readonly densityJ: number;
  /** ν [length²/time]; that of a wall is its partner's. */
  readonly viscosityI: number;
  readonly viscosityJ: number;
  /** Mean of both [velocity]. */
  readonly soundSpeed: number;
  /** h [length] */
  readonly smoothingLength: number;
}

/** Numbers of a scenario's viscosity, without its kind. */
export type ViscosityNumbers = Readonly<Record<string, number>>;

/**
 * A viscosity: one file each, holding citation, parameters, the float64 formula and the WGSL fragment. The loop over
 * neighbours is written elsewhere. Terms are antisymmetric in i and j but for the mass, so that they conserve momentum.
 */
export interface ViscosityModel {
  /** The `kind` of a scenario's `solver.viscosities`. */
  readonly name: string;
  readonly formula: string;
  readonly citation: string;
  /** Strict zod object with `kind` and numbers; each has `.meta({ description, dimension })`. */
  readonly parameters: z.ZodObject<{ kind: z.ZodLiteral<string> }>;
  /** What j adds to dv_i/dt [acceleration]. */
  acceleration(pair: ViscousPair, p: ViscosityNumbers): Vector3;
  /** Largest stable step for a viscosity of its kind [time]; Infinity where it sets no limit. */
  timeStepLimit(
    fluid: { readonly kinematicViscosity: number; readonly soundSpeed: number },
    smoothingLength: number,
    p: ViscosityNumbers,
  ): number;
  /** What the WGSL fragment reads as `c`. */
  coefficients(p: ViscosityNumbers): readonly [number, number, number, number];
  /** Defines `fn NAME(pair: Pair, c: vec4f) -> vec2f` with the name of `wgslFunction`: factors of `pair.separation` and of `pair.velocity`. */
  readonly wgsl: string;
  readonly wgslFunction: string;
}
