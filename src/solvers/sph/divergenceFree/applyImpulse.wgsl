// Velocities under the present impulses: v_i − 1/ρ0_i Σ V_j (s_i + s_j) ∇W over fluid and walls, for one fluid the paper's
// v_i − Δt Σ m_j (κ_i/ρ_i + κ_j/ρ_j) ∇W with s = Δt κ ρ0²/ρ; walls keep theirs, which of a belt is none, as its particles stay.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  impulse: f32,
}

struct Sums {
  velocity: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).velocity += ((own.impulse + other.impulse.x) * other.impulse.y * slopeAt(r2)) * d;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, impulse[index].x);
}

fn isWanted(own: Own) -> bool {
  return !isSolid(own.material) && (solver.iterations != 0u || solver.hasGuess != 0u);
}

fn finish(own: Own, sums: ptr<function, Sums>) {
  let index = own.index;
  let record = velocity[index].xyz;
  let volume = impulse[index].y;
  if (isSolid(own.material)) {
    predicted[index] = vec4f(select(record, vec3f(0.0), isBelt(own.material)), volume);
    return;
  }
  predicted[index] = vec4f(record - (*sums).velocity / restDensityOf(own.material), volume);
}
