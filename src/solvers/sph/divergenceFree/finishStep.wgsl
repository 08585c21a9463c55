// What the step comes to: the acceleration over it, of walls the reaction over their mass, and the pressure whose impulse
// both solves gave, p = δ² (s_density + s_divergence)/Δt; that of a wall comes from the constant-density solve alone.
// Returns (speed², 0) of fluid particles.

fn finishStep(index: u32) -> vec4f {
  let halt = atomicLoad(&status.halt);
  if (atomicLoad(&status.isActive) == 0u || (halt != halt_running && halt != halt_nonFinite)) { return vec4f(0.0); }
  let material = position[index].w;
  let wall = isSolid(material);
  let timeStep = status.clock.timeStep;
  let record = velocity[index];
  let kept = carried[index];
  let state = thermo[index];
  let filled = state.x / restDensityOf(material);
  let pressure = filled * filled * (kept.w + select(record.w, 0.0, wall));
  if (!isFinite(record.xyz) || !isFinite(vec3f(state.x, pressure, 0.0))) {
    fail(halt_nonFinite, u32(tag[index].w));
    return vec4f(0.0);
  }
  let change = select(record.xyz - kept.xyz, kept.xyz, wall);
  let acceleration = select(vec3f(0.0), change / timeStep, timeStep > 0.0);
  rate[index] = vec4f(acceleration, rate[index].w);
  thermo[index] = vec2f(state.x, pressure);
  return vec4f(select(dot(record.xyz, record.xyz), 0.0, wall), 0.0, 0.0, 0.0);
}
