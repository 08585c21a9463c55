// Density as a sum over neighbours, the particle itself and walls included: ρ_i = m_i Σ W_ij.

struct Own {
  index: u32,
  position: vec3u,
}

struct Sums {
  weight: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).weight += select(0.0, weight(r2), other.index != own.index);
}

fn updateDensity(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let isFluid = !isSolid(own.w);
  if (!goesAlong(isFluid)) { return; }
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz), &sums);
  if (!isFluid) { return; }
  let density = massOf(own.w) * (sums.weight + weight(0.0));
  let pressure = pressureOf(density, materials[own.w].equation);
  thermo[index] = vec2f(density, pressure);
  if (!KEEPS_PRESSURE) { shown[index].w = pressure; }
}
