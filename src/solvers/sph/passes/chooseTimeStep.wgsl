// One thread: the next step from the stability limits (Monaghan, J. Comput. Phys. 82, 1 (1989); Morris et al. 1997).

fn chooseTimeStep(index: u32) {
  if (isHalted()) { return; }
  var largest = vec2f(0.0);
  for (var k = 0u; k < arrayLength(&partialLimits); k++) { largest = max(largest, partialLimits[k]); }
  let h = fluid.smoothingLength;
  var shortest = StepLimit(h / (fluid.largestSoundSpeed + sqrt(largest.x)), 1u);
  shorten(&shortest, sqrt(h / max(sqrt(largest.y), 1e-30)), 2u);
  takeStep(shortest, sqrt(largest.x));
}
