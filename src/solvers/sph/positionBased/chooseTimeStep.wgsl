// One thread: Δt = courantNumber · min(dx/|v|, √(h/|a|), viscous limit). At rest, when constraints balance the body force, |a| counts
// for no less than it and |v| for the expected speed: the step also sets how far a fluid gives way (positionBased.ts).

fn chooseTimeStep(index: u32) {
  if (isHalted()) { return; }
  var largest = vec2f(0.0);
  for (var k = 0u; k < arrayLength(&partialLimits); k++) { largest = max(largest, partialLimits[k]); }
  var shortest = fluid.spacing / max(max(sqrt(largest.x), fluid.expectedSpeed), 1e-30);
  var limit = 1u;
  let acceleration = max(max(sqrt(largest.y), fluid.strongestBodyForce), 1e-30);
  let byAcceleration = sqrt(fluid.smoothingLength / acceleration);
  if (byAcceleration < shortest) {
    shortest = byAcceleration;
    limit = 2u;
  }
  if (fluid.viscousLimit < shortest) {
    shortest = fluid.viscousLimit;
    limit = 3u;
  }
  if (fluid.fixedTimeStep > 0.0) {
    status.clock.nextTimeStep = fluid.fixedTimeStep;
    limit = 0u;
  } else {
    status.clock.nextTimeStep = fluid.courantNumber * shortest;
  }
  status.clock.limits[limit] += 1u;
}
