// One projected Jacobi iteration: s' = max(0, s + ω/D (Dδ/Dt + source)), Dδ_i/Dt = Σ V_j (v_i − v_j)·∇W under the velocities of the
// present s, and the next s goes on along the last change, after Nesterov (Mazhar, Heyn, Negrut & Tasora, ACM Trans. Graph.
// 34, 32 (2015)). The error is what an equation lacks where s may change; it is summed over parts of the particles.

struct Own {
  index: u32,
  position: vec3u,
  velocity: vec3f,
}

struct Sums {
  rate: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).rate += other.predicted.w * slopeAt(r2) * dot(own.velocity - other.predicted.xyz, d);
}

fn improved(local: u32) -> vec4f {
  let index = chunk.first + local;
  let own = position[index];
  let counts = select(1.0, 0.0, isSolid(own.w));
  // (factor, source, s' of the last iteration, s that the velocities are those of)
  let row = equation[index];
  let present = impulse[index];
  let hasEquation = row.x != 0.0;
  var sums = Sums();
  if (goesAlong(hasEquation)) { visitNeighbours(Own(index, own.xyz, predicted[index].xyz), &sums); }
  if (!hasEquation) { return vec4f(0.0, counts, 0.0, 0.0); }
  let weighted = RELAXATION * row.x;
  let next = max(present.x + weighted * (sums.rate + row.y), 0.0);
  let change = next - row.z;
  let lacking = (next - present.x) / weighted;
  impulse[index] = vec2f(max(next + solver.momentum * change, 0.0), present.y);
  equation[index] = vec4f(row.xy, next, present.x);
  return vec4f(abs(lacking), counts, lacking * change, 0.0);
}

// A chunk begins at a whole block of rows.
fn keepError(slot: u32, sum: vec4f) { solver.partials[chunk.first / ROW_BLOCK + slot] = sum; }
