// One thread: the next step, in which no particle is to go further than the Courant number times the spacing dx, be it by its
// speed, dx/v, or by the body force, √(dx/g) (Bender & Koschier 2017, section 3.1), nor momentum diffuse too far. Speeds
// far below and far above what is expected count as those bounds. Solves that did not converge are counted.

fn chooseTimeStep(index: u32) {
  let fastest = takeLargest().x;
  if (isHalted()) { return; }
  let force = length(fluid.constantAcceleration) + length(fluid.oscillationAmplitude);
  var shortest = StepLimit(SPACING / clamp(fastest, LOWEST_SPEED, HIGHEST_SPEED), 1u);
  shorten(&shortest, sqrt(SPACING / max(force, 1e-30)), 2u);
  takeStep(shortest, fastest);
  if (status.clock.timeStep == 0.0) { return; }
  for (var solve = 0u; solve < 2u; solve++) {
    status.clock.limits[UNCONVERGED_LIMIT + solve] += 1u - solver.solves[solve].hasConverged;
  }
}
