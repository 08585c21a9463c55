// One thread, after a list has been built: counts it, so that the next is built only where it is asked for, and lets its time begin.

fn settleBuilt() {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  atomicAdd(&status.builds, 1u);
  atomicStore(&status.rebuilding, 0u);
  let leeway = leewayAhead();
  status.clock.ahead = timeAhead();
  status.clock.leeway = leeway;
  status.clock.sinceList = 0.0;
  status.clock.stepsSinceList = 0u;
}
