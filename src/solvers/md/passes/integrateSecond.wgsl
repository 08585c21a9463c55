// Second half of a step: the new forces, and half a kick with them. One pass does both, since each dispatch has its price and a
// force is at hand here.

fn integrateSecond(local: u32) {
  let halt = atomicLoad(&status.halt);
  if (atomicLoad(&status.isActive) == 0u || (halt != halt_running && halt != halt_nonFinite)) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let acting = pairForce(index, own);
  force[index] = vec4f(acting, 0.0);
  let record = velocity[index];
  let kicked = kick(record.xyz, acting, own.w, 0.5 * timeStep());
  if (!isFinite(kicked)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  velocity[index] = vec4f(kicked, record.w);
}
