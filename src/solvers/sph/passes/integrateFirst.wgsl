// First half of a step: half a kick of every fluid particle, then it drifts. Solids have passes of their own (solids/).
// The scheme defines `fn driftVelocity(index: u32, velocity: vec3f) -> vec3f`.

fn integrateFirst(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let own = position[index];
  if (isSolid(own.w)) { return; }
  var record = velocity[index];
  record = vec4f(record.xyz + 0.5 * status.clock.timeStep * rate[RATE_RECORDS * index].xyz, record.w);
  let travel = status.clock.timeStep * driftVelocity(index, record.xyz);
  if (!isFinite(travel)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  if (dot(travel, travel) > fluid.travelLimitSquared) {
    fail(halt_tooFast, u32(tag[index].w));
    return;
  }
  let moved = drifted(own.xyz, travel);
  if (moved.lost) {
    fail(halt_lost, u32(tag[index].w));
    return;
  }
  position[index] = vec4u(moved.position, own.w);
  velocity[index] = vec4f(select(record.xyz, -record.xyz, moved.mirrored), record.w);
  if (any(moved.crossed != vec3i(0))) { tag[index] += vec4i(moved.crossed, 0); }
  let displacement = separation(moved.position, builtPosition[index].xyz);
  if (dot(displacement, displacement) > fluid.displacementLimitSquared) { atomicStore(&status.rebuilding, 1u); }
}
