// Continuity equation at the new positions with half-step velocities: dρ_i/dt = ρ_i Σ V_j (v_i − v_j)·∇W + δ h c Σ V_j ψ·∇W. The force pass
// sums it. Densities are those of the start of the step.

fn dampingOf(material: u32, density: f32) -> f32 { return 0.0; }

fn addRate(
  own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, sums: ptr<function, Sums>
) {
  (*sums).rate += other.volume * slope * dot(own.velocity - other.record.xyz, d);
  if (DIFFUSES_DENSITY) {
    let material = fluidMaterial(own.material);
    let pair = DensityPair(
      d, slope, own.density, other.density, other.volume, own.gradient, other.gradient, material.referenceDensity,
      material.soundSpeed, own.bodyForce
    );
    (*sums).diffusion += select(0.0, densityDiffusion(pair), other.kind == own.material);
  }
}

fn rateOf(own: Own, sums: ptr<function, Sums>) -> f32 {
  let diffusion = 2.0 * fluid.densityDiffusion * fluid.smoothingLength * fluidMaterial(own.material).soundSpeed;
  return own.density * (*sums).rate + diffusion * (*sums).diffusion;
}
