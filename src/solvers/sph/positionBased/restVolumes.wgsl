// Volumes at rest, with which densities are sums ρ_i/ρ0 = Σ_k V_k W_ik: of fluids that with which a lattice fills space; a wall's, which stands beside its
// velocity, is that of boundaryVolume.ts, so that it weighs ρ0 V_b of the fluid before it (Akinci, Ihmsen, Akinci, Solenthaler &
// Teschner, ACM Trans. Graph. 31, 62 (2012), eqs. 4–6).

fn restVolume(index: u32, material: u32) -> f32 {
  if (HAS_WALLS && isSolid(material)) { return velocity[index].w; }
  return fluid.fillingVolume;
}

// Inverse mass in units of the first fluid's: corrections of different fluids so exchange equal momenta.
fn mobilityOf(material: u32) -> f32 {
  if (FLUID_COUNT == 1u) { return 1.0; }
  return materials[0].mass / materials[material].mass;
}
