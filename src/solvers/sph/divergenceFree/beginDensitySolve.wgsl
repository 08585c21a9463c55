// Velocities v* = v + Δt (a + g) that the constant-density solve starts from, a by viscosities and surface tension, and its
// equations: s = Δt p/δ² of every particle is to bring the density predicted, δ + Δt Dδ/Dt, to 1 + s/(Δt ρ0 c²), what it is under
// the pressure. First guess: the pressure of the last step.
// A wall that is too full as it stands does not push: it only keeps from being filled further.

fn beginDensitySolve(index: u32) {
  if (status.halt != halt_running) { return; }
  let material = position[index].w;
  let wall = isSolid(material);
  let record = velocity[index];
  let state = rate[index];
  let kept = carried[index];
  let timeStep = status.clock.timeStep;
  let pushed = select(vec3f(0.0), state.xyz, HAS_FORCE);
  let filled = thermo[index].x / restDensityOf(material);
  let compression = select(filled - 1.0, min(filled - FULL_WALL, 0.0), wall);
  let way = SOUND_SPEED * timeStep;
  let softness = 1.0 / (restDensityOf(material) * way * way);
  // 1/(D + softness)
  let factor = select(state.w / (1.0 + softness * state.w), 0.0, wall && filled < DEFICIENT_DENSITY);
  let guess = select(timeStep * kept.w, 0.0, factor == 0.0);
  impulse[index] = vec2f(guess, select(fluid.fillingVolume, record.w, wall));
  equation[index] = vec4f(factor, compression / timeStep, guess, softness);
  carried[index] = vec4f(select(record.xyz, timeStep * pushed, wall), 0.0);
  if (wall) { return; }
  velocity[index] = vec4f(record.xyz + timeStep * (pushed + status.clock.bodyForce), record.w);
}
