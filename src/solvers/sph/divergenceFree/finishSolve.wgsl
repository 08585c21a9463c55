// The velocities of the solve become those of the particles, p/δ² is kept for the next first guess, and walls add up the
// reaction: their velocity would change by −V_b/m Σ_f V (s_b + s_f) ∇W.

struct Own {
  index: u32,
  position: vec3u,
  impulse: f32,
}

struct Sums {
  reaction: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).reaction -= (fluid.particleVolume * (own.impulse + other.impulse) * slopeAt(r2)) * d;
}

fn finishSolve(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let record = velocity[index];
  let present = equation[index].w;
  let timeStep = status.clock.timeStep;
  let pressure = select(0.0, present / timeStep, timeStep > 0.0);
  let kept = carried[index];
  let keptPressure = select(kept.w, pressure, SOLVE == 0u);
  let wall = isSolid(own.w);
  var sums = Sums();
  if (goesAlong(wall)) { visitNeighbours(Own(index, own.xyz, present), &sums); }
  if (wall) {
    carried[index] = vec4f(kept.xyz + record.w / massOf(own.w) * sums.reaction, keptPressure);
    return;
  }
  velocity[index] = vec4f(predicted[index].xyz, select(record.w, pressure, SOLVE == 1u));
  carried[index] = vec4f(kept.xyz, keptPressure);
}
