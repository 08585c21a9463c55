// One projected Jacobi iteration: s' = max(0, s + μ (s − s before) + σ ω/D (Dδ/Dt + source − softness s)), Dδ_i/Dt = Σ V_j (v_i − v_j)·∇W under the velocities of
// the present s; the momentum μ and the stride σ are those of solver.wgsl. The error is what an equation lacks where s may change, or of that the
// compression of the fluid alone, as SPlisHSPlasH, the program of Bender & Koschier, counts it; it is summed over parts of the particles.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  velocity: vec3f,
  hasEquation: bool,
}

struct Sums {
  rate: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).rate += other.predicted.w * slopeAt(r2) * dot(own.velocity - other.predicted.xyz, d);
}

// Of the particles of a thread: errors, how many of them are fluid, error · change.
var<private> lacking: vec4f;

fn counted(error: f32, isWall: bool) -> f32 {
  return select(abs(error), select(max(error, 0.0), 0.0, isWall), COUNTS_COMPRESSION);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, predicted[index].xyz, equation[index].x != 0.0);
}

fn isWanted(own: Own) -> bool { return own.hasEquation; }

fn finish(own: Own, sums: ptr<function, Sums>) {
  lacking.y += select(1.0, 0.0, isSolid(own.material));
  if (!own.hasEquation) { return; }
  // (factor, source, s before: that of the velocities of the last iteration, softness)
  let row = equation[own.index];
  let present = impulse[own.index];
  let weight = RELAXATION * row.x;
  let residual = (*sums).rate + row.y - row.w * present.x;
  let change = present.x - row.z;
  let error = max(residual, -present.x / weight);
  let since = solver.iterationsSinceRestart;
  impulse[own.index] = vec2f(max(present.x + momentumAt(since) * change + strideAt(since) * weight * residual, 0.0), present.y);
  equation[own.index] = vec4f(row.xy, present.x, row.w);
  lacking += vec4f(counted(error, isSolid(own.material)), 0.0, error * change, 0.0);
}

fn improved(thread: u32) -> vec4f {
  lacking = vec4f(0.0);
  alongRow(thread);
  return lacking;
}

// A chunk begins at a whole block of rows.
fn keepError(slot: u32, sum: vec4f) { solver.partials[chunk.first / ROW_BLOCK + slot] = sum; }
