// One thread, after a rebuild within the step: settles it, and lets no pass go on from what a failed one left.

fn settleList(index: u32) {
  settleBuilt();
  if (isHalted()) { atomicStore(&status.isActive, 0u); }
}
