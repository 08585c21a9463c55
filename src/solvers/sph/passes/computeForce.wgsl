// Acceleration of every fluid particle, body force left out; of every wall particle the reaction of the fluid.
// a_i = Σ −(V_i² + V_j²)/m_i p̃ ∇W + viscosity, p̃ = (ρ_j p_i + ρ_i p_j)/(ρ_i + ρ_j)
// (Hu & Adams, J. Comput. Phys. 213, 844 (2006); Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 6).

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  isSolid: bool,
  velocity: vec3f,
  mass: f32,
  density: f32,
  pressure: f32,
  volume: f32,
  deviation: vec3f,
  pressureReference: f32,
}

struct Sums {
  acceleration: vec3f,
  advection: vec4f,
}

fn addNeighbour(own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let slope = slopeAt(r2);
  let record = velocity[j];
  let state = thermo[j];
  let mass = massOf(other.w);
  let volume = mass / state.x;
  let volumes = own.volume * own.volume + volume * volume;
  let mean = (state.x * own.pressure + own.density * state.y) / (own.density + state.x) - own.pressureReference;
  var acceleration = (-volumes * mean * slope / own.mass) * d;
  if (HAS_VISCOSITY) {
    let wall = isSolid(other.w);
    let fluidI = select(own.material, other.w, own.isSolid);
    let fluidJ = select(other.w, own.material, wall);
    let materialI = fluidMaterial(fluidI);
    let materialJ = fluidMaterial(fluidJ);
    let pair = Pair(
      d, r2, slope, own.velocity - record.xyz, own.mass, mass, own.density, state.x,
      materialI.viscosity, materialJ.viscosity, 0.5 * (materialI.soundSpeed + materialJ.soundSpeed)
    );
    acceleration += select(viscousAcceleration(pair), vec3f(0.0), slips(other.w) || slips(own.material));
  }
  addAdvection(own, j, other, d, r2, slope, volume, volumes, record.xyz, state.x, sums);
  (*sums).acceleration += acceleration;
}

fn computeForce(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let solid = isSolid(own.w);
  if (solid && !NEEDS_REACTION) { return; }
  let state = thermo[index];
  let mass = massOf(own.w);
  var sums = Sums();
  visitNeighbours(
    Own(index, own.xyz, own.w, solid, velocity[index].xyz, mass, state.x, state.y, mass / state.x, deviationOf(index),
      select(rate[RATE_RECORDS * index].w, 0.0, solid)),
    &sums
  );
  rate[RATE_RECORDS * index] = vec4f(sums.acceleration, 0.0);
  finishAdvection(index, solid, mass, &sums);
}
