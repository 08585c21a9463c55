// One thread: more iterations may be needed than were recorded. The step is given up, for the host to record more of them.

fn endIterations(index: u32) {
  if (solver.isIterating == 1u) { fail(halt_unfinished, 0xffffffffu); }
}
