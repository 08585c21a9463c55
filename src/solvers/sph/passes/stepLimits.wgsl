// The shortest of the limits on the next step, and which of them it is (run/fluidEngine.ts).

struct StepLimit {
  duration: f32,
  limit: u32,
}

// The largest speed and acceleration of the step, once: the search begins anew, after a step that failed as well.
fn takeLargest() -> vec2f {
  let bits = vec2u(atomicExchange(&status.largestSpeedSquared, 0u), atomicExchange(&status.largestAccelerationSquared, 0u));
  return sqrt(bitcast<vec2f>(bits));
}

fn shorten(shortest: ptr<function, StepLimit>, duration: f32, limit: u32) {
  if (duration < (*shortest).duration) { *shortest = StepLimit(duration, limit); }
}

// Takes the constant limits too; a fixed step is taken whatever the limits are. Lists want to know the largest speed.
fn takeStep(allowed: StepLimit, fastest: f32) {
  var shortest = allowed;
  status.clock.fastest = fastest;
  shorten(&shortest, fluid.viscousLimit, 3u);
  shorten(&shortest, fluid.capillaryLimit, 4u);
  if (fluid.fixedTimeStep > 0.0) {
    status.clock.nextTimeStep = fluid.fixedTimeStep;
    shortest.limit = 0u;
  } else {
    status.clock.nextTimeStep = fluid.courantNumber * shortest.duration;
  }
  status.clock.limits[shortest.limit] += 1u;
}
