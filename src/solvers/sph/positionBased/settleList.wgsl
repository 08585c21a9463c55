// One thread, after a rebuild within the step: counts it, so that the next is made only where it is asked for; and
// lets no pass go on from what a failed one left.

fn settleList(index: u32) {
  atomicAdd(&status.builds, atomicLoad(&status.rebuilding));
  atomicStore(&status.rebuilding, 0u);
  if (isHalted()) { atomicStore(&status.isActive, 0u); }
}
