// Density as a sum over neighbours, the particle itself and walls included: ρ_i = m_i Σ W_ij.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  weight: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).weight += select(0.0, weight(r2), other.index != own.index);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (!isWanted(own)) { return; }
  let density = massOf(own.material) * ((*sums).weight + weight(0.0));
  let pressure = pressureOf(density, materials[own.material].equation);
  thermo[own.index] = vec2f(density, pressure);
  if (!KEEPS_PRESSURE) { shown[own.index].w = pressure; }
}
