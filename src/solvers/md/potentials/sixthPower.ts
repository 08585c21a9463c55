/** x⁶ by multiplication: V8 takes `x ** 6` to the general power, fifteen times as long as the rest of a pair. */
export function sixthPower(x: number): number {
  const square = x * x;
  return square * square * square;
}
