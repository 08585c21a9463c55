// One thread: counts the step, and the list built in the step before.

fn beginStep(index: u32) {
  if (atomicLoad(&status.rebuilding) != 0u) {
    atomicAdd(&status.builds, 1u);
    atomicStore(&status.builtAt, atomicLoad(&status.step));
    atomicStore(&status.rebuilding, 0u);
  }
  atomicStore(&status.isActive, u32(!isHalted()));
  if (!isHalted()) { atomicAdd(&status.step, 1u); }
}
