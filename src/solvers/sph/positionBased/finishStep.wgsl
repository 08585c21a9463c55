// v ← v + Δt a by viscosities and surface tension, where the paper has its XSPH, and the whole acceleration of the step: body force,
// constraints and these; of walls it is the reaction over their mass. Returns (speed², acceleration²) of fluid particles.

fn finishStep(index: u32) -> vec4f {
  if (atomicLoad(&status.isActive) == 0u) { return vec4f(0.0); }
  let timeStep = status.clock.timeStep;
  var pushed = vec3f(0.0);
  if (HAS_FORCE) { pushed = rate[index].xyz; }
  var acceleration = pushed;
  if (timeStep > 0.0) { acceleration += (shift[index].xyz / timeStep) / timeStep; }
  if (isSolid(position[index].w)) {
    rate[index] = vec4f(acceleration, 0.0);
    return vec4f(0.0);
  }
  let record = velocity[index];
  let kicked = record.xyz + timeStep * pushed;
  let state = thermo[index];
  if (!isFinite(kicked) || !isFinite(acceleration) || !isFinite(vec3f(state, 0.0))) {
    fail(halt_nonFinite, u32(tag[index].w));
    return vec4f(0.0);
  }
  let whole = acceleration + status.clock.bodyForce;
  rate[index] = vec4f(whole, 0.0);
  velocity[index] = vec4f(kicked, record.w);
  return vec4f(dot(kicked, kicked), dot(whole, whole), 0.0, 0.0);
}
