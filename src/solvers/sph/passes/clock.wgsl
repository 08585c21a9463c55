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
  // The part of that which float32 rounds away: the host, too, has to find that the stop is reached.
  stopTimeRest: f32,
  // In how many steps each criterion set the step (run/fluidEngine.ts).
  limits: array<u32, 7>,
  // Particles that have come in through inlets and left through outlets since time 0.
  added: u32,
  removed: u32,
  // The last step of a batch, if its stop is not reached before.
  lastStep: u32,
  // Whether somebody may look at the forces on walls after this step.
  showsReactions: u32,
  // Time and steps since the neighbour list was built, and until when the ways of particles are foreseen there.
  sinceList: f32,
  stepsSinceList: u32,
  ahead: f32,
  // How far particles may stray from them.
  leeway: f32,
  // Largest speed at the end of the last step that was finished, and at the beginning of this one.
  fastest: f32,
  fastestBefore: f32,
}

// How much of its foreseen way a particle has behind it.
fn shareBehind() -> f32 {
  let clock = status.clock;
  return select(0.0, min(clock.sinceList / clock.ahead, 1.0), clock.ahead > 0.0);
}

// A time at least this long before the stop lets another step begin.
fn timeIsUp() -> bool {
  let clock = status.clock;
  return (clock.time - clock.stopTime) + (clock.timeRest - clock.stopTimeRest) >= 0.0;
}
