// Fluid particles drift with the velocity that the constant-density solve left them; solids have passes of their own (solids/).

fn moveParticles(index: u32) {
  if (atomicLoad(&status.isActive) == 0u) { return; }
  let own = position[index];
  if (isSolid(own.w)) { return; }
  let record = velocity[index];
  let travel = status.clock.timeStep * record.xyz;
  driftParticle(index, own, record, travel);
}
