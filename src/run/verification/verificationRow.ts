/** How many units of rounding an error may have. */
export const roundingTolerance = 32;

/** Unit roundoff of float32. */
export const roundingUnit = 2 ** -24;

/** One line of a verification: a pass, its worst error and what is allowed. */
export interface VerificationRow {
  readonly pass: string;
  /** In the unit that `detail` names. */
  readonly worstError: number;
  readonly tolerance: number;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Verification {
  readonly rows: readonly VerificationRow[];
}

/** A row of rounding errors: worst |measured − expected| over its scale Σ|terms|, in units of 2⁻²⁴. */
export function roundingRow(
  pass: string,
  detail: string,
  measured: ArrayLike<number>,
  expected: ArrayLike<number>,
  scale: ArrayLike<number>,
): VerificationRow {
  let worstError = 0;
  for (let k = 0; k < expected.length; k++) {
    const error = Math.abs(measured[k] - expected[k]);
    // Not a number compares false with everything, so it is caught by asking for the opposite.
    const ratio = error === 0 ? 0 : error / (roundingUnit * scale[k]);
    worstError = ratio <= worstError ? worstError : Number.isNaN(ratio) ? Infinity : ratio;
  }
  const ok = measured.length === expected.length && worstError <= roundingTolerance;
  return { pass, worstError, tolerance: roundingTolerance, ok, detail: `${detail}, in 2⁻²⁴·Σ|terms|` };
}

/** A row of things that are right or wrong. */
export function countRow(pass: string, detail: string, wrong: number): VerificationRow {
  return { pass, worstError: wrong, tolerance: 0, ok: wrong === 0, detail };
}
