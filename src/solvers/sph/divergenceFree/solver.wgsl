// State of the iterations: whether the present solve goes on, and what became of both solves of the last step.

struct SolveRecord {
  iterations: u32,
  hasConverged: u32,
  // Mean over the fluid of |relative density error|, or of |relative density rate| times the step, where it may be corrected; or of what is too dense there.
  error: f32,
}

struct Solver {
  isIterating: u32,
  iterations: u32,
  // How far the next iterate goes on along the last change.
  momentum: f32,
  iterationsSinceRestart: u32,
  // 0: constant density, 1: divergence.
  solves: array<SolveRecord, 2>,
  // Of parts of the particles: sum of errors [1/time], number of fluid particles, sum of error · change.
  partials: array<vec4f>,
}

// Walls count as of the first fluid.
fn restDensityOf(material: u32) -> f32 {
  if (FLUID_COUNT == 1u) { return materials[0].referenceDensity; }
  return materials[material].referenceDensity;
}
