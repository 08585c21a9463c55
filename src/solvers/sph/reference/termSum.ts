/** Sums, and beside each the sum of the magnitudes of its terms: errors of a shorter arithmetic are proportional to that. */
export interface ScaledValues {
  readonly value: Float64Array;
  /**
   * Σ|terms|, in which a term counts by its largest part where it is a difference, and by what a relative error of the
   * distance makes of its kernel. Infinity where rounding decides between two values that are both right.
   */
  readonly scale: Float64Array;
}

/** Sums that terms are added to one by one. */
export class TermSum implements ScaledValues {
  readonly value: Float64Array;
  readonly scale: Float64Array;

  constructor(size: number) {
    this.value = new Float64Array(size);
    this.scale = new Float64Array(size);
  }

  /** @param magnitude of the term; its sign does not matter */
  add(k: number, term: number, magnitude: number): void {
    this.value[k] += term;
    this.scale[k] += Math.abs(magnitude);
  }
}

/** start + duration · rate, duration [time]. */
export function advanced(start: Float64Array, rate: ScaledValues, duration: number): ScaledValues {
  return {
    value: start.map((value, k) => value + duration * rate.value[k]),
    scale: start.map((value, k) => Math.abs(value) + duration * rate.scale[k]),
  };
}

/** What an error of float32 sums may amount to, in units of their scale; see ARCHITECTURE.md, Numbers. */
export const allowedError = 32 * 2 ** -24;
