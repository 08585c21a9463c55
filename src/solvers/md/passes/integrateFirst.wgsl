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
  let before = (*particle).position;
  let units = vec3i(round(travel * geometry.unitsPerLength));
  let after = before + bitcast<vec3u>(units);
  (*particle).position = after;
  let periodic = geometry.periodic == vec3u(1u);
  (*particle).crossed += select(vec3i(0), vec3i(1), periodic & (units > vec3i(0)) & (after < before));
  (*particle).crossed -= select(vec3i(0), vec3i(1), periodic & (units < vec3i(0)) & (after > before));
  let outside = !periodic & ((after < vec3u(middleLower)) | (after >= vec3u(middleUpper)));
  if (any(outside)) {
    if (any(outside & (geometry.reflecting == vec3u(0u)))) { (*particle).failure = halt_lost; }
    // Mirrored at the side that was crossed, 2 · side − u modulo 2³²; the last unit inside stands for the upper side.
    let mirrored = select(vec3u(0x7fffffffu) - after, vec3u(0x80000000u) - after, after < vec3u(middleLower));
    (*particle).position = select(after, mirrored, outside);
    (*particle).velocity = select((*particle).velocity, -(*particle).velocity, outside);
  }
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
  let displacement = separation(particle.position, builtPosition[index].xyz);
  if (dot(displacement, displacement) > dynamics.displacementLimitSquared) { atomicStore(&status.rebuilding, 1u); }
}
