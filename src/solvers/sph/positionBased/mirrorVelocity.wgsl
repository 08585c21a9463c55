// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), in place of the walls' own.

fn mirrorVelocity(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let wall = isSolid(own.w);
  if (!goesAlong(wall)) { return; }
  let record = velocity[index];
  let mirrored = mirroredVelocity(index, own.xyz, record.xyz);
  if (wall) { velocity[index] = vec4f(mirrored, record.w); }
}
