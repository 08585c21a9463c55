// What is expected of a list that is built now.

// It may last twice as long as the one before, but not longer than the fastest take to go as far as they may; of the first nothing is known but the speed to expect.
fn timeAhead() -> f32 {
  let clock = status.clock;
  let longest = (1.0 - LEAST_LEEWAY) * fluid.displacementLimit;
  if (clock.sinceList == 0.0) { return FORESIGHT * longest / max(fluid.expectedSpeed, 1e-30); }
  return FORESIGHT * min(2.0 * clock.sinceList, longest / max(clock.fastestBefore, 1e-30));
}

// How far particles may stray. More makes rows longer, by 6 e/R of them, less makes lists rarer: both cost the same where
// 6 e/R = C/N, with C the price of a list in sums over all rows and N the steps that it serves. Where lists end because the fastest have gone as far as
// they may, e takes away from their way alone. The mean with what it was keeps it from swinging.
fn leewayAhead() -> f32 {
  let clock = status.clock;
  let limit = fluid.displacementLimit;
  if (FORESIGHT == 0.0 || clock.sinceList == 0.0) { return FIRST_LEEWAY * limit; }
  let balanced = LIST_PRICE / 6.0 * sqrt(fluid.supportRadiusSquared) / f32(clock.stepsSinceList);
  let left = limit - clock.fastestBefore * min(clock.sinceList, timeAhead());
  return sqrt(clock.leeway * clamp(min(balanced, left), LEAST_LEEWAY * limit, MOST_LEEWAY * limit));
}
