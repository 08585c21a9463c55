// EDAC: dp_i/dt = Σ ρ_i c² V_j (v_i − v_j)·∇W + (V_i² + V_j²)/m_i η̃ (r W′/(r² + 0.01 h²)) (p_i − p_j), η = ρ α h c/8
// (Ramachandran & Puri, Comput. Fluids 179, 579 (2019), eqs. 11 and 27). Between steps the pressure stands beside the velocity;
// the densities are those of this step. Within walls pressures count relative to the mean over a particle's neighbours (Basa, Quinlan & Lastiwka, Int. J. Numer. Meth. Fluids 60, 1127 (2009)):
// the pressure of a closed volume drifts as a whole, and p ∇W sums to zero in an ordered lattice alone.

struct Own {
  index: u32,
  position: vec3u,
  velocity: vec3f,
  density: f32,
  pressure: f32,
  volume: f32,
  eta: f32,
}

struct Sums {
  divergence: f32,
  diffusion: f32,
  pressure: f32,
  neighbours: f32,
}

fn etaOf(material: u32, density: f32) -> f32 {
  return 0.125 * fluid.pressureDamping * fluid.smoothingLength * fluidMaterial(material).soundSpeed * density;
}

fn addNeighbour(own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let slope = slopeAt(r2);
  let record = velocity[j];
  let wall = isSolid(other.w);
  let density = select(thermo[j].x, fluidMaterial(other.w).referenceDensity, wall);
  let volume = massOf(other.w) / density;
  let eta = select(etaOf(other.w, density), own.eta, wall);
  let h = fluid.smoothingLength;
  (*sums).divergence += volume * slope * dot(own.velocity - record.xyz, d);
  let mean = 2.0 * own.eta * eta / max(own.eta + eta, 1e-30);
  let volumes = own.volume * own.volume + volume * volume;
  (*sums).diffusion += volumes * mean * slope * r2 / (r2 + 0.01 * h * h) * (own.pressure - record.w);
  let isNeighbour = select(0.0, 1.0, r2 < fluid.supportRadiusSquared && j != own.index);
  (*sums).pressure += isNeighbour * record.w;
  (*sums).neighbours += isNeighbour;
}

fn updatePressure(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  if (isSolid(own.w)) { return; }
  let record = velocity[index];
  let density = thermo[index].x;
  let mass = massOf(own.w);
  let soundSpeed = materials[own.w].soundSpeed;
  var sums = Sums();
  visitNeighbours(
    Own(index, own.xyz, record.xyz, density, record.w, mass / density, etaOf(own.w, density)),
    &sums
  );
  let pressureRate = density * soundSpeed * soundSpeed * sums.divergence + sums.diffusion / mass;
  // What the force pass takes pressures relative to.
  let mean = (sums.pressure + record.w) / (sums.neighbours + 1.0);
  rate[RATE_RECORDS * index].w = select(0.0, mean, REFERS_PRESSURE);
  thermo[index].y = record.w + status.clock.timeStep * pressureRate;
}
