// First half of a step: half a kick of every fluid particle, then it drifts. Solids have passes of their own (solids/).
// The scheme defines `fn driftVelocity(index: u32, velocity: vec3f) -> vec3f` and
// `fn predictPressure(index: u32, material: u32, kept: f32)`.

fn integrateFirst(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let own = position[index];
  if (isSolid(own.w)) { return; }
  var record = velocity[index];
  record = vec4f(record.xyz + 0.5 * status.clock.timeStep * rate[RATE_RECORDS * index].xyz, record.w);
  let travel = status.clock.timeStep * driftVelocity(index, record.xyz);
  predictPressure(index, own.w, record.w);
  driftParticle(index, own, record, travel);
}
