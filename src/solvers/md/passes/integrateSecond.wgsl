// Second half of a step: half a kick with the new forces.

fn integrateSecond(index: u32) {
  let halt = atomicLoad(&status.halt);
  if (atomicLoad(&status.isActive) == 0u || (halt != halt_running && halt != halt_nonFinite)) { return; }
  let record = velocity[index];
  let kicked = kick(record.xyz, force[index].xyz, position[index].w, 0.5 * timeStep());
  if (!isFinite(kicked)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  velocity[index] = vec4f(kicked, record.w);
}
