// The velocities of the solve become those of the particles, p/δ² is kept for the next first guess, and walls add up the
// reaction, where somebody looks at it: their velocity would change by −V_b/m Σ_f m_f/ρ0 (s_b + s_f) ∇W.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  impulse: f32,
}

struct Sums {
  reaction: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).reaction -= ((own.impulse + other.impulse) * slopeAt(r2)) * d;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, equation[index].z);
}

fn isWanted(own: Own) -> bool { return isSolid(own.material) && showsReactions(); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  let index = own.index;
  let record = velocity[index];
  let timeStep = status.clock.timeStep;
  let pressure = select(0.0, own.impulse / timeStep, timeStep > 0.0);
  let kept = carried[index];
  let keptPressure = select(kept.w, pressure, SOLVE == 0u);
  if (isSolid(own.material)) {
    // All fluids have the same volume at rest.
    let restVolume = massOf(0u) / restDensityOf(0u);
    let share = record.w * restVolume / massOf(own.material);
    carried[index] = vec4f(kept.xyz + share * (*sums).reaction, keptPressure);
    return;
  }
  velocity[index] = vec4f(predicted[index].xyz, select(record.w, pressure, SOLVE == 1u));
  carried[index] = vec4f(kept.xyz, keptPressure);
}
