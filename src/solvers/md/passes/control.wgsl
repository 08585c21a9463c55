// What an integrator keeps between steps, and what it tells all particles: a thermostat's state, FIRE's state.

struct Control {
  // applyControl: v ← velocityFactor · v + forceFactor · F
  velocityFactor: f32,
  forceFactor: f32,
  timeStep: f32,
  // FIRE
  mixing: f32,
  positiveSteps: u32,
  // Kinetic energy given off to the thermostat, as a sum and the part of it that float32 rounds away.
  heat: f32,
  heatRest: f32,
  unused: f32,
  chainVelocity: array<f32, 8>,
  chainPosition: array<f32, 8>,
  chainPositionRest: array<f32, 8>,
}
