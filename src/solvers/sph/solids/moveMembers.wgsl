// Particles of solids that move take their places: centre + R · offset, without regard to where they were.

fn offsetIn(solid: Solid, units: vec3i) -> vec3u {
  if (solid.rotates == 0u) { return bitcast<vec3u>(units); }
  let arm = rotated(solid.orientation, vec3f(units) * geometry.lengthPerUnit);
  return bitcast<vec3u>(vec3i(round(arm * geometry.unitsPerLength)));
}

fn moveMember(row: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let member = members[row];
  let index = u32(member.w);
  let own = position[index];
  let solid = solids[own.w - FLUID_COUNT];
  let units = bitcast<vec3i>(solid.center + offsetIn(solid, member.xyz) - own.xyz);
  let travel = vec3f(units) * geometry.lengthPerUnit;
  if (!isFinite(solid.velocity) || !isFinite(solid.angularVelocity)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  if (dot(travel, travel) > fluid.travelLimitSquared) {
    fail(halt_tooFast, u32(tag[index].w));
    return;
  }
  let moved = shifted(own.xyz, units);
  // A solid cannot be mirrored particle by particle.
  if (any(moved.mirrored)) {
    fail(halt_lost, u32(tag[index].w));
    return;
  }
  let place = vec4u(moved.position, own.w);
  position[index] = place;
  velocity[index] = vec4f(solidVelocity(place), velocity[index].w);
  if (any(moved.crossed != vec3i(0))) { tag[index] += vec4i(moved.crossed, 0); }
  watchWay(index, moved.position);
}
