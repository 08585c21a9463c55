// Finishes the sums and lets the integrator decide: `fn update(sums: vec4f)` on one thread.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  var own = vec4f(0.0);
  for (var k = thread; k < arrayLength(&partialSums); k += WORKGROUP_SIZE) { own = combine(own, partialSums[k]); }
  let sums = combineWorkgroup(thread, own);
  if (thread == 0u && !isHalted()) { update(sums); }
}

// Kahan summation (Commun. ACM 8, 40 (1965)) for energies that grow over many steps.
fn addHeat(energy: f32) {
  let term = energy - control.heatRest;
  let sum = control.heat + term;
  control.heatRest = (sum - control.heat) - term;
  control.heat = sum;
}

fn targetTemperature() -> f32 {
  let fraction = clamp(f32(atomicLoad(&status.step)) / max(f32(dynamics.totalSteps), 1.0), 0.0, 1.0);
  return mix(dynamics.temperatureFrom, dynamics.temperatureTo, fraction);
}
