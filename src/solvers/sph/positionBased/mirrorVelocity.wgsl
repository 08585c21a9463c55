// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), in place of the walls' own.

fn mirrorVelocity(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  if (!isSolid(own.w)) { return; }
  let record = velocity[index];
  velocity[index] = vec4f(mirroredVelocity(index, own.xyz, record.xyz), record.w);
}
