// One thread: Δt = courantNumber · min(dx/|v|, √(h/|a|), viscous limit). At rest, when constraints balance the body force, |a| counts
// for no less than it and |v| for the expected speed: the step also sets how far a fluid gives way (positionBased.ts).

fn chooseTimeStep(index: u32) {
  if (isHalted()) { return; }
  var largest = vec2f(0.0);
  for (var k = 0u; k < arrayLength(&partialLimits); k++) { largest = max(largest, partialLimits[k]); }
  var shortest = StepLimit(fluid.spacing / max(max(sqrt(largest.x), fluid.expectedSpeed), 1e-30), 1u);
  let acceleration = max(max(sqrt(largest.y), fluid.strongestBodyForce), 1e-30);
  shorten(&shortest, sqrt(fluid.smoothingLength / acceleration), 2u);
  takeStep(shortest, sqrt(largest.x));
}
