// EDAC: dp_i/dt = Σ ρ_i c² V_j (v_i − v_j)·∇W + (V_i² + V_j²)/m_i η̃ (r W′/(r² + 0.01 h²)) (p_i − p_j), η = ρ α h c/8
// (Ramachandran & Puri, Comput. Fluids 179, 579 (2019), eqs. 11 and 27). The force pass sums it. Pressures are those of the start of the
// step, which stand beside the velocities; the densities are those of its end.

fn dampingOf(material: u32, density: f32) -> f32 {
  return 0.125 * fluid.pressureDamping * fluid.smoothingLength * fluidMaterial(material).soundSpeed * density;
}

fn addRate(
  own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, sums: ptr<function, Sums>
) {
  let wall = isSolid(other.kind);
  let restDensity = select(other.density, fluidMaterial(other.kind).referenceDensity, wall);
  let volume = massOf(other.kind) / restDensity;
  let damping = select(dampingOf(other.kind, other.density), own.damping, wall);
  let h = fluid.smoothingLength;
  (*sums).rate += volume * slope * dot(own.velocity - other.record.xyz, d);
  let mean = 2.0 * own.damping * damping / max(own.damping + damping, 1e-30);
  let volumes = own.volume * own.volume + volume * volume;
  (*sums).diffusion += volumes * mean * slope * r2 / (r2 + 0.01 * h * h) * (own.kept - other.record.w);
}

fn rateOf(own: Own, sums: ptr<function, Sums>) -> f32 {
  let soundSpeed = fluidMaterial(own.material).soundSpeed;
  return own.density * soundSpeed * soundSpeed * (*sums).rate + (*sums).diffusion / own.mass;
}
