/**
 * The shortest decimal digits that read back as the same float64 (ECMAScript Number::toString), with the sign
 * of a negative zero kept. NaN and infinities are `NaN` and `Infinity`, as NumPy and pandas read them.
 */
export function formatNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The components of one row of an (N, 3) array, separated by blanks. */
export function formatRow(rows: ArrayLike<number>, row: number): string {
  const first = 3 * row;
  return `${formatNumber(rows[first])} ${formatNumber(rows[first + 1])} ${formatNumber(rows[first + 2])}`;
}
