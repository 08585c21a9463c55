// A fluid particle goes its way: the watch over numbers gone wrong, the sides of the box, and whether neighbours must be
// found anew. What fails here does not stop the other particles of a pass. `gpu/drift.wgsl` goes with it.

fn driftParticle(index: u32, own: vec4u, record: vec4f, travel: vec3f) {
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
  watchWay(index, moved.position);
}
