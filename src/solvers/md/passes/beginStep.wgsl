// One thread: counts the step, and the list built in the step before.

fn beginStep(index: u32) {
  atomicAdd(&status.builds, atomicLoad(&status.rebuilding));
  atomicStore(&status.rebuilding, 0u);
  atomicStore(&status.isActive, u32(!isHalted()));
  if (!isHalted()) { atomicAdd(&status.step, 1u); }
}
