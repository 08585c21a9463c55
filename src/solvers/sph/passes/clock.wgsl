// Where the run is in time. A sum of many steps would lose digits in one float32: `timeRest` holds what rounds away.

struct Clock {
  time: f32,
  timeRest: f32,
  // The step being taken.
  timeStep: f32,
  // The step chosen for the next one.
  nextTimeStep: f32,
  // Body force at the end of the step being taken.
  bodyForce: vec3f,
  // Steps of a batch end at the first time at or beyond this.
  stopTime: f32,
  // In how many steps each criterion set the step (run/fluidEngine.ts).
  limits: array<u32, 8>,
}

// A time at least this long before the stop lets another step begin.
fn timeIsUp() -> bool { return status.clock.time - status.clock.stopTime + status.clock.timeRest >= 0.0; }
