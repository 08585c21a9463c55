// v* = v + Δt g, x* = x + Δt v*: lines 1 to 4 of algorithm 1. Solids have passes of their own (solids/).

fn predictPosition(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  shift[index] = vec4f(0.0);
  let own = position[index];
  if (isSolid(own.w)) { return; }
  var record = velocity[index];
  record = vec4f(record.xyz + status.clock.timeStep * status.clock.bodyForce, record.w);
  let travel = status.clock.timeStep * record.xyz;
  driftParticle(index, own, record, travel);
}
