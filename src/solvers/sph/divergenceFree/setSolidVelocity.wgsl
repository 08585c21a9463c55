// Velocities of moving solids at the end of the step.

fn setSolidVelocity(index: u32) {
  if (status.halt != halt_running) { return; }
  let own = position[index];
  if (isSolid(own.w)) { velocity[index] = vec4f(solidVelocity(own), velocity[index].w); }
}
