// Second half of a step: the body force joins the acceleration, half a kick, and what the scheme advances takes its new value. Returns
// (speed², acceleration²) of fluid particles.

fn advancedState(index: u32, material: u32, kept: f32, change: f32) -> vec2f {
  let state = thermo[index];
  let advanced = kept + status.clock.timeStep * change;
  if (KEEPS_DENSITY) { return vec2f(advanced, pressureOf(advanced, materials[material].equation)); }
  if (KEEPS_PRESSURE) { return vec2f(state.x, advanced); }
  return state;
}

fn keptState(state: vec2f) -> f32 { return select(state.x, state.y, KEEPS_PRESSURE); }

fn integrateSecond(index: u32) -> vec4f {
  let halt = atomicLoad(&status.halt);
  if (atomicLoad(&status.isActive) == 0u || (halt != halt_running && halt != halt_nonFinite && halt != halt_badDensity)) {
    return vec4f(0.0);
  }
  let own = position[index];
  if (isSolid(own.w)) {
    velocity[index] = vec4f(solidVelocity(own), keptState(thermo[index]));
    if (isInlet(own.w) || own.w == RESERVE) { forgetRate(index); }
    return vec4f(0.0);
  }
  let record = velocity[index];
  let found = rate[RATE_RECORDS * index];
  let acceleration = found.xyz + status.clock.bodyForce;
  let kicked = record.xyz + 0.5 * status.clock.timeStep * acceleration;
  let state = advancedState(index, own.w, record.w, found.w);
  if (!isFinite(kicked) || !isFinite(vec3f(state, 0.0))) {
    fail(halt_nonFinite, u32(tag[index].w));
    return vec4f(0.0);
  }
  if (state.x <= 0.0) {
    fail(halt_badDensity, u32(tag[index].w));
    return vec4f(0.0);
  }
  rate[RATE_RECORDS * index] = vec4f(acceleration, extrapolatedRate(index, found.w));
  velocity[index] = vec4f(kicked, keptState(state));
  thermo[index] = state;
  return vec4f(dot(kicked, kicked), dot(acceleration, acceleration), 0.0, 0.0);
}
