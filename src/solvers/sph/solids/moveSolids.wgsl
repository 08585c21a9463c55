// A thread a solid: where it is at the end of the step, and how it moves there.

fn moveSolid(index: u32) {
  if (status.isActive == 0u) { return; }
  var solid = solids[index];
  let motion = motions[index];
  if (motion.kind == motion_held) {
    follow(motion, &solid);
    stopTurning(&solid);
  } else if (solid.body != NO_BODY) {
    moveBody(&solid);
  } else {
    prescribe(motion, &solid);
  }
  solids[index] = solid;
}
