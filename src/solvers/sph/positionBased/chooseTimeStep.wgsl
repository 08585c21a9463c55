// One thread: Δt = courantNumber · min(dx/|v|, √(h/|a|), viscous limit). At rest, when constraints balance the body force, |a| counts
// for no less than it and |v| for the expected speed: the step also sets how far a fluid gives way (positionBased.ts).

fn chooseTimeStep(index: u32) {
  let largest = takeLargest();
  if (isHalted()) { return; }
  var shortest = StepLimit(fluid.spacing / max(max(largest.x, fluid.expectedSpeed), 1e-30), 1u);
  let acceleration = max(max(largest.y, fluid.strongestBodyForce), 1e-30);
  shorten(&shortest, sqrt(fluid.smoothingLength / acceleration), 2u);
  takeStep(shortest, largest.x);
}
