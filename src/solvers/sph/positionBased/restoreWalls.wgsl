// Walls have their own velocity again in place of a mirrored one, free bodies that of the step's end.

fn restoreWalls(index: u32) {
  if (status.isActive == 0u || !isSolid(position[index].w)) { return; }
  velocity[index] = vec4f(solidVelocity(position[index]), velocity[index].w);
}
