// Continuity equation at the new positions with half-step velocities: dρ_i/dt = ρ_i Σ V_j (v_i − v_j)·∇W + δ D_i.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  velocity: vec3f,
  density: f32,
  gradient: vec3f,
}

struct Sums {
  rate: f32,
  diffusion: f32,
}

fn addNeighbour(own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let slope = slopeAt(r2);
  let record = velocity[j];
  let volume = massOf(other.w) / record.w;
  (*sums).rate += volume * slope * dot(own.velocity - record.xyz, d);
  if (DIFFUSES_DENSITY) {
    let material = fluidMaterial(own.material);
    let pair = DensityPair(
      d, slope, own.density, record.w, volume, own.gradient, gradientOf(j), material.referenceDensity,
      material.soundSpeed, status.clock.bodyForce
    );
    (*sums).diffusion += select(0.0, densityDiffusion(pair), other.w == own.material);
  }
}

fn updateDensity(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  if (isSolid(own.w)) { return; }
  let record = velocity[index];
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz, own.w, record.xyz, record.w, gradientOf(index)), &sums);
  let density = record.w + status.clock.timeStep * (record.w * sums.rate + fluid.densityDiffusion * sums.diffusion);
  thermo[index] = vec2f(density, pressureOf(density, materials[own.w].equation));
}
