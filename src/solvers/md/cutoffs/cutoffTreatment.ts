/** What the cutoff needs to know about one pair of types. Radii in [length]. */
export interface CutoffValues {
  readonly cutoffRadius: number;
  /** U(cutoffRadius) [energy]. */
  readonly energyAtCutoff: number;
  /** −dU/dr at cutoffRadius [force]. */
  readonly forceAtCutoff: number;
  /** Where the switch begins [length]; equals cutoffRadius where there is none. */
  readonly switchRadius: number;
}

/** One way to end a pair potential at its cutoff: one file each, float64 formula and WGSL fragment. */
export interface CutoffTreatment {
  /** The `cutoff` word in a scenario: truncated, shifted, force-shifted, switched. */
  readonly name: string;
  readonly formula: string;
  readonly citation: string;
  /** Modified [U, −dU/dr] at r < cutoffRadius from the plain ones. */
  apply(r: number, energy: number, force: number, values: CutoffValues): readonly [number, number];
  /**
   * Scale of the rounding errors of the modified [U, −dU/dr] at r, as PairPotential.magnitude is of the plain ones.
   * `energy`, `force` and `magnitude` are those of the plain potential.
   */
  magnitude(
    r: number,
    energy: number,
    force: number,
    magnitude: readonly [number, number],
    values: CutoffValues,
  ): readonly [number, number];
  /**
   * Defines `fn applyCutoff(u: vec2f, r2: f32, t: vec4f) -> vec2f` on (U, −(dU/dr)/r), with
   * t = (cutoffRadius², energyAtCutoff, forceAtCutoff, switchRadius). The caller tests r2 < t.x; r2 may be 0.
   */
  readonly wgsl: string;
}
