// x ← x + Δx, and the step's sums of Δx and λ. Of walls, which stay, the sum is the reaction.

fn applyCorrection(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let own = position[index];
  let travel = correction[index].xyz;
  var total = shift[index] + vec4f(travel, multiplier[index]);
  if (!isFinite(total.xyz)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  if (isSolid(own.w)) {
    shift[index] = total;
    return;
  }
  let record = velocity[index];
  let way = status.clock.timeStep * record.xyz + total.xyz;
  if (dot(way, way) > fluid.travelLimitSquared) {
    fail(halt_tooFast, u32(tag[index].w));
    return;
  }
  let moved = drifted(own.xyz, travel);
  if (moved.lost) {
    fail(halt_lost, u32(tag[index].w));
    return;
  }
  position[index] = vec4u(moved.position, own.w);
  // At a reflecting side the whole way of the step turns round.
  if (any(moved.mirrored)) {
    velocity[index] = vec4f(select(record.xyz, -record.xyz, moved.mirrored), record.w);
    total = vec4f(select(total.xyz, -total.xyz, moved.mirrored), total.w);
  }
  shift[index] = total;
  if (any(moved.crossed != vec3i(0))) { tag[index] += vec4i(moved.crossed, 0); }
  watchWay(index, moved.position);
}
