// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), beside the walls' own.

fn mirrorWalls(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let wall = isSolid(own.w);
  if (!goesAlong(wall)) { return; }
  let mirrored = mirroredVelocity(index, own.xyz, velocity[index].xyz);
  if (wall) { predicted[index] = vec4f(mirrored, 0.0); }
}
