// Continuity equation at the new positions with half-step velocities: dρ_i/dt = ρ_i Σ V_j (v_i − v_j)·∇W + δ D_i. The force pass
// sums it. Densities are those of the start of the step.

fn dampingOf(material: u32, density: f32) -> f32 { return 0.0; }

fn addRate(
  own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, slope: f32, record: vec4f, density: f32, sums: ptr<function, Sums>
) {
  let volume = massOf(other.w) / density;
  (*sums).rate += volume * slope * dot(own.velocity - record.xyz, d);
  if (DIFFUSES_DENSITY) {
    let material = fluidMaterial(own.material);
    let pair = DensityPair(
      d, slope, own.density, density, volume, own.gradient, gradientOf(j), material.referenceDensity,
      material.soundSpeed, own.bodyForce
    );
    (*sums).diffusion += select(0.0, densityDiffusion(pair), other.w == own.material);
  }
}

fn rateOf(own: Own, sums: ptr<function, Sums>) -> f32 {
  return own.density * (*sums).rate + fluid.densityDiffusion * (*sums).diffusion;
}
