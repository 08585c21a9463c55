// One thread: the next step from the stability limits (Monaghan, J. Comput. Phys. 82, 1 (1989); Morris et al. 1997).

fn chooseTimeStep(index: u32) {
  if (isHalted()) { return; }
  var largest = vec2f(0.0);
  for (var k = 0u; k < arrayLength(&partialLimits); k++) { largest = max(largest, partialLimits[k]); }
  let h = fluid.smoothingLength;
  let bySound = h / (fluid.largestSoundSpeed + sqrt(largest.x));
  let byAcceleration = sqrt(h / max(sqrt(largest.y), 1e-30));
  var shortest = bySound;
  var limit = 1u;
  if (byAcceleration < shortest) {
    shortest = byAcceleration;
    limit = 2u;
  }
  if (fluid.viscousLimit < shortest) {
    shortest = fluid.viscousLimit;
    limit = 3u;
  }
  if (fluid.capillaryLimit < shortest) {
    shortest = fluid.capillaryLimit;
    limit = 4u;
  }
  if (fluid.fixedTimeStep > 0.0) {
    status.clock.nextTimeStep = fluid.fixedTimeStep;
    limit = 0u;
  } else {
    status.clock.nextTimeStep = fluid.courantNumber * shortest;
  }
  status.clock.limits[limit] += 1u;
}
