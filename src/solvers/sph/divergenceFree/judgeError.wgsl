// One workgroup: the mean error decides whether iterations go on; the velocities it was measured at stay those of the solve.
// The method begins anew where the last change went against the error (O'Donoghue & Candès, Found. Comput. Math. 15, 715 (2015)), as it does
// where waves grow, and after LONGEST_COURSE iterations.

var<workgroup> isIterating: u32;
var<workgroup> lanes: array<vec4f, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (thread == 0u) { isIterating = solver.isIterating; }
  if (workgroupUniformLoad(&isIterating) == 0u) { return; }
  var sum = vec4f(0.0);
  for (var k = thread; k < arrayLength(&solver.partials); k += WORKGROUP_SIZE) { sum += solver.partials[k]; }
  lanes[thread] = sum;
  workgroupBarrier();
  if (thread != 0u) { return; }
  for (var k = 1u; k < WORKGROUP_SIZE; k++) { sum += lanes[k]; }
  let error = status.clock.timeStep * sum.x / max(sum.y, 1.0);
  let iterations = solver.iterations + 1u;
  let hasConverged = iterations >= MINIMUM_ITERATIONS && error <= MAXIMUM_ERROR;
  let further = solver.iterationsSinceRestart + 1u;
  let sinceRestart = select(further, 0u, sum.z < 0.0 || further == LONGEST_COURSE);
  solver.iterations = iterations;
  solver.iterationsSinceRestart = sinceRestart;
  solver.solves[SOLVE] = SolveRecord(iterations, u32(hasConverged), error);
  solver.isIterating = u32(!hasConverged);
}
