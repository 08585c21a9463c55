// Conveyors go on; in the steps in which outlets are looked at, fluid that has come into one goes to its parking place.

fn advanceConveyor(index: u32, own: vec4u) {
  let speed = solidVelocity(own);
  let travel = status.clock.timeStep * speed;
  if (dot(travel, travel) > fluid.travelLimitSquared) {
    fail(halt_tooFast, u32(tag[index].w));
    return;
  }
  let place = own.xyz + bitcast<vec3u>(vec3i(round(travel * geometry.unitsPerLength)));
  let moved = vec4u(place, own.w);
  position[index] = moved;
  velocity[index] = vec4f(speed, velocity[index].w);
  if (hasPassed(moved)) { atomicAdd(&exchange.passing, 1u); }
  watchWay(index, place);
}

fn isLeaving(place: vec3u) -> bool {
  for (var k = 0u; k < OUTLET_COUNT; k++) {
    if (all(place - outlets[k].lower < outlets[k].extent)) { return true; }
  }
  return false;
}

fn parkingPlace(id: u32) -> vec3u {
  let k = id - 1u;
  let place = vec3u(k % PARKING.x, (k / PARKING.x) % PARKING.y, k / (PARKING.x * PARKING.y));
  return PARKING_FIRST + place * PARKING_STEP;
}

fn exchangeParticle(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let own = position[index];
  if (isInlet(own.w)) {
    advanceConveyor(index, own);
    return;
  }
  if (isSolid(own.w) || atomicLoad(&status.step) % OUTLET_INTERVAL != 0u || !isLeaving(own.xyz)) { return; }
  position[index] = vec4u(parkingPlace(u32(tag[index].w)), RESERVE);
  velocity[index] = vec4f(0.0);
  atomicAdd(&exchange.leaving, 1u);
}
