// One thread: counts the step, advances the clock, finds the body force at the step's end.

fn sine(turns: f32) -> f32 { return turn(turns - floor(turns)).y; }

// Grows from 0 to 1 over the damping time (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 23).
fn damping(time: f32) -> f32 {
  if (time >= fluid.dampingTime) { return 1.0; }
  return 0.5 * (sine(0.5 * time / fluid.dampingTime - 0.25) + 1.0);
}

fn bodyForceAt(time: f32) -> vec3f {
  let turns = fluid.oscillationFrequency * time + fluid.oscillationPhase;
  return damping(time) * (fluid.constantAcceleration + fluid.oscillationAmplitude * sine(turns));
}

fn beginStep(index: u32) {
  settleBuilt();
  if (!isHalted() && timeIsUp()) { fail(halt_paused, 0xffffffffu); }
  atomicStore(&status.isActive, u32(!isHalted()));
  if (isHalted()) { return; }
  atomicAdd(&status.step, 1u);
  status.clock.timeStep = status.clock.nextTimeStep;
  status.clock.sinceList += status.clock.timeStep;
  status.clock.stepsSinceList += 1u;
  status.clock.fastestBefore = status.clock.fastest;
  // Kahan summation (Commun. ACM 8, 40 (1965)).
  let term = status.clock.timeStep + status.clock.timeRest;
  let sum = status.clock.time + term;
  status.clock.timeRest = (status.clock.time - sum) + term;
  status.clock.time = sum;
  status.clock.bodyForce = bodyForceAt(sum);
  status.clock.showsReactions = u32(timeIsUp() || atomicLoad(&status.step) >= status.clock.lastStep);
}
