// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), beside the walls' own.

fn mirrorWalls(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  if (!isSolid(own.w)) { return; }
  predicted[index] = vec4f(mirroredVelocity(index, own.xyz, velocity[index].xyz), 0.0);
}
