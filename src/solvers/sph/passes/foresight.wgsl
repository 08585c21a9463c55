// What is expected of a list that is built now.

// It lasts as long as the one before. Nothing is expected of the first.
fn timeAhead() -> f32 { return FORESIGHT * status.clock.sinceList; }

// How far particles may stray. More makes rows longer, by 6 e/R of them, less makes lists rarer: both cost the same where
// 6 e/R = C/N, with C the price of a list in sums over all rows and N the steps that it serves. Where lists end because the fastest have gone as far as
// they may, e takes away from their way alone. The mean with what it was keeps it from swinging.
fn leewayAhead() -> f32 {
  let clock = status.clock;
  let limit = fluid.displacementLimit;
  if (timeAhead() == 0.0) { return FIRST_LEEWAY * limit; }
  let balanced = LIST_PRICE / 6.0 * sqrt(fluid.supportRadiusSquared) / f32(clock.stepsSinceList);
  let left = limit - clock.fastest * timeAhead();
  return sqrt(clock.leeway * clamp(min(balanced, left), LEAST_LEEWAY * limit, MOST_LEEWAY * limit));
}
