// First half of a step: half a kick, then the integrator's own `moveParticle`, which drifts.

fn drift(particle: ptr<function, Particle>, duration: f32) {
  let travel = limitTravel(duration * (*particle).velocity);
  if (!isFinite(travel)) {
    (*particle).failure = halt_nonFinite;
    return;
  }
  if (dot(travel, travel) > dynamics.travelLimitSquared) {
    (*particle).failure = halt_tooFast;
    return;
  }
  let moved = drifted((*particle).position, travel);
  (*particle).position = moved.position;
  (*particle).crossed += moved.crossed;
  (*particle).velocity = select((*particle).velocity, -(*particle).velocity, moved.mirrored);
  if (moved.lost) { (*particle).failure = halt_lost; }
}

// What fails here does not stop the other particles of this pass: so the smallest id that fails is always the same.
fn integrateFirst(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let record = velocity[index];
  let own = position[index];
  var particle = Particle(index, own.w, own.xyz, record.xyz, record.w, vec3i(0), halt_running);
  particle.velocity = kick(particle.velocity, force[index].xyz, own.w, 0.5 * timeStep());
  moveParticle(&particle);
  if (particle.failure != halt_running) {
    fail(particle.failure, u32(tag[index].w));
    return;
  }
  position[index] = vec4u(particle.position, own.w);
  velocity[index] = vec4f(particle.velocity, particle.heat);
  if (any(particle.crossed != vec3i(0))) { tag[index] += vec4i(particle.crossed, 0); }
  let built = builtPosition[index];
  let displacement = separation(particle.position, built.xyz);
  let reach = bitcast<f32>(built.w);
  if (dot(displacement, displacement) > reach * reach) { atomicStore(&status.rebuilding, 1u); }
}
