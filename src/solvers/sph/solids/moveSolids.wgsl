// A thread a solid: where it is at the end of the step, and how it moves there.

fn moveSolid(index: u32) {
  if (status.isActive == 0u) { return; }
  var solid = solids[index];
  if (solid.body != NO_BODY) { moveBody(&solid); } else { prescribe(motions[index], &solid); }
  solids[index] = solid;
}
