// Second half of a step: the new forces, and half a kick with them. One pass does both, since each dispatch has its price and a
// force is at hand here.

fn isDue() -> bool {
  let halt = atomicLoad(&status.halt);
  return atomicLoad(&status.isActive) != 0u && (halt == halt_running || halt == halt_nonFinite);
}

fn finish(own: Own, sums: ptr<function, Sums>) {
  let index = own.index;
  let acting = (*sums).force;
  force[index] = vec4f(acting, 0.0);
  let record = velocity[index];
  let kicked = kick(record.xyz, acting, own.kind, 0.5 * timeStep());
  if (!isFinite(kicked)) {
    fail(halt_nonFinite, u32(tag[index].w));
    return;
  }
  velocity[index] = vec4f(kicked, record.w);
}
