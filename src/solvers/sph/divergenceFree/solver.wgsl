// State of the iterations: whether the present solve goes on, and what became of both solves of the last step. `Flag` is u32, or atomic where many set it.

struct SolveRecord {
  iterations: u32,
  hasConverged: u32,
  // Mean over the fluid of |relative density error|, or of |relative density rate| times the step, where it may be corrected; or of what is too dense there.
  error: f32,
}

struct Solver {
  isIterating: u32,
  iterations: u32,
  iterationsSinceRestart: u32,
  // Whether any impulse may not be 0 before the first iteration.
  hasGuess: Flag,
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

// The ν-method with ν = 1/2 (Hanke, Numer. Math. 60, 341 (1991)) after n iterations since it began, when a wave that a Jacobi iteration would leave 1 − x of,
// x = sin²(θ/2), is down to sin((2n + 1) θ/2)/((2n + 1) sin(θ/2)).
fn strideAt(n: u32) -> f32 { return 4.0 * f32(2u * n + 1u) / f32(2u * n + 3u); }

fn momentumAt(n: u32) -> f32 { return max(2.0 * f32(n) - 1.0, 0.0) / f32(2u * n + 3u); }
