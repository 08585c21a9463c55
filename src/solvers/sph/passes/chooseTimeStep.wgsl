// One thread: the next step from the stability limits (Monaghan, J. Comput. Phys. 82, 1 (1989); Morris et al. 1997).

fn chooseTimeStep(index: u32) {
  let largest = takeLargest();
  if (isHalted()) { return; }
  let h = fluid.smoothingLength;
  var shortest = StepLimit(h / (fluid.largestSoundSpeed + largest.x), 1u);
  shorten(&shortest, sqrt(h / max(largest.y, 1e-30)), 2u);
  takeStep(shortest, largest.x);
}
