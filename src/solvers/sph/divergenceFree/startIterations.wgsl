// One workgroup: sets the iterations of a solve going, before its equations are known.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  for (var k = thread; k < arrayLength(&solver.partials); k += WORKGROUP_SIZE) { solver.partials[k] = vec4f(0.0); }
  if (thread != 0u) { return; }
  solver.isIterating = u32(status.halt == halt_running);
  solver.iterations = 0u;
  solver.iterationsSinceRestart = 0u;
  // The divergence solve tells if it has guesses.
  solver.hasGuess = u32(SOLVE == 0u);
}
