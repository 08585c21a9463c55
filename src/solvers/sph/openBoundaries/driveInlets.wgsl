// A thread an inlet: how fast its conveyor goes at the end of the step.

fn driveInlet(k: u32) {
  if (status.isActive == 0u) { return; }
  let inlet = inlets[k];
  let time = status.clock.time;
  var speed = inlet.endSpeed;
  var change = 0.0;
  if (time < inlet.rampTime) {
    change = (inlet.endSpeed - inlet.startSpeed) / inlet.rampTime;
    speed = inlet.startSpeed + change * time;
  }
  let solid = FIRST_INLET - FLUID_COUNT + k;
  solids[solid].velocity = speed * inlet.direction;
  solids[solid].acceleration = change * inlet.direction;
}
