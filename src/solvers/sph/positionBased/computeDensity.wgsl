// ρ_i = ρ0 Σ_k V_k W_ik at the final positions, and the pressure that did the work of the constraints: an acceleration
// −1/ρ0 Σ_j V_j (p_i + p_j) ∇W over Δt gives the corrections Σ w_i V_j (λ_i + λ_j) ∇W where p = −ρ_1 Σ λ/Δt², ρ_1 of the first fluid.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  share: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).share += select(0.0, other.volume * weight(r2), other.index != own.index);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  let referenceDensity = materials[own.material].referenceDensity;
  if (isSolid(own.material)) {
    thermo[own.index] = vec2f(referenceDensity, 0.0);
    return;
  }
  let density = referenceDensity * ((*sums).share + fluid.fillingVolume * weight(0.0));
  let timeStep = status.clock.timeStep;
  var pressure = 0.0;
  if (timeStep > 0.0) { pressure = -materials[0].referenceDensity * (shift[own.index].w / timeStep) / timeStep; }
  thermo[own.index] = vec2f(density, pressure);
}
