// Second half of a step: the body force joins the acceleration, half a kick, and the density takes its new value.

fn integrateSecond(index: u32) {
  let halt = atomicLoad(&status.halt);
  if (atomicLoad(&status.isActive) == 0u || (halt != halt_running && halt != halt_nonFinite && halt != halt_badDensity)) {
    return;
  }
  let own = position[index];
  let state = thermo[index];
  if (isSolid(own.w)) {
    velocity[index] = vec4f(solidVelocity(own), keptState(state));
    return;
  }
  let record = velocity[index];
  let acceleration = rate[RATE_RECORDS * index].xyz + status.clock.bodyForce;
  let kicked = record.xyz + 0.5 * status.clock.timeStep * acceleration;
  if (!isFinite(kicked) || !isFinite(vec3f(state, 0.0))) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  if (state.x <= 0.0) {
    fail(halt_badDensity, u32(tag[index].w));
    return;
  }
  rate[RATE_RECORDS * index] = vec4f(acceleration, 0.0);
  velocity[index] = vec4f(kicked, keptState(state));
}
