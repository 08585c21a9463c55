// Acceleration of every fluid particle, body force left out; of every wall particle the reaction of the fluid, in steps after which somebody asks for it.
// a_i = Σ −(V_i² + V_j²)/m_i p̃ ∇W + viscosity, p̃ = (ρ_j p_i + ρ_i p_j)/(ρ_i + ρ_j)
// (Hu & Adams, J. Comput. Phys. 213, 844 (2006); Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 6).
// The same loop sums the rate of what the scheme advances, as what it costs is the words that it gathers: pressures have to be
// predicted for that (predictPressure.wgsl).

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  isSolid: bool,
  // Of a wall the fluid's velocity mirrored in it.
  velocity: vec3f,
  mass: f32,
  inverseMass: f32,
  density: f32,
  pressure: f32,
  volume: f32,
  deviation: vec3f,
  // What stands beside the velocity.
  kept: f32,
  damping: f32,
  gradient: vec3f,
  // Kept here: a storage buffer that is read in the loop is read anew for each neighbour.
  bodyForce: vec3f,
}

struct Sums {
  acceleration: vec3f,
  advection: vec4f,
  rate: f32,
  diffusion: f32,
  // For the mean pressure around a particle, and what a pressure of 1 everywhere would do.
  pressure: f32,
  neighbours: f32,
  push: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let slope = slopeAt(r2);
  let volumes = own.volume * own.volume + other.volume * other.volume;
  let mean = (other.density * own.pressure + own.density * other.pressure) / (own.density + other.density);
  var along = -volumes * mean * slope * own.inverseMass;
  if (HAS_VISCOSITY) {
    let wall = isSolid(other.kind);
    // Walls that slip have no viscosity: what is mirrored in them need not be read.
    var velocityJ = other.record.xyz;
    if (SLIP != 1u) { velocityJ = select(velocityJ, other.shown, wall); }
    let fluidI = select(own.material, other.kind, own.isSolid);
    let fluidJ = select(other.kind, own.material, wall);
    let materialI = fluidMaterial(fluidI);
    let materialJ = fluidMaterial(fluidJ);
    let pair = Pair(
      d, r2, slope, own.velocity - velocityJ, own.mass, massOf(other.kind), own.density, other.density,
      materialI.viscosity, materialJ.viscosity, 0.5 * (materialI.soundSpeed + materialJ.soundSpeed)
    );
    let factors = select(viscousFactors(pair), vec2f(0.0), slipBetween(own.material, other.kind));
    along += factors.x;
    (*sums).acceleration += factors.y * pair.velocity;
  }
  (*sums).acceleration += along * d;
  addAdvection(own, other, d, r2, slope, volumes, sums);
  addRate(own, other, d, r2, slope, sums);
  if (REFERS_PRESSURE) {
    let isNeighbour = select(0.0, 1.0, r2 < fluid.supportRadiusSquared && other.index != own.index);
    (*sums).pressure += isNeighbour * other.record.w;
    (*sums).neighbours += isNeighbour;
    (*sums).push += (-volumes * slope * own.inverseMass) * d;
  }
}

fn ownOf(index: u32) -> Own {
  let place = position[index];
  let solid = isSolid(place.w);
  let record = velocity[index];
  let state = shown[index];
  let mass = massOf(place.w);
  let density = densityAt(index, record.w);
  return Own(
    index, place.xyz, place.w, solid, select(record.xyz, state.xyz, solid), mass, 1.0 / mass, density, state.w, mass / density, state.xyz,
    record.w, dampingOf(place.w, density), gradientOf(index), status.clock.bodyForce
  );
}

fn isWanted(own: Own) -> bool { return !own.isSolid || showsReactions(); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (!isWanted(own)) { return; }
  finishAdvection(own.index, own.isSolid, own.mass, sums);
  if (REFERS_PRESSURE && !own.isSolid) {
    // Pressures count relative to the mean over a particle's neighbours (Basa, Quinlan & Lastiwka, Int. J. Numer. Meth. Fluids 60,
    // 1127 (2009)): that of a closed volume drifts as a whole, and p ∇W sums to zero in an ordered lattice alone.
    let mean = ((*sums).pressure + own.kept) / ((*sums).neighbours + 1.0);
    (*sums).acceleration -= mean * (*sums).push;
    rate[RATE_RECORDS * own.index + 1u].w = mean;
  }
  rate[RATE_RECORDS * own.index] = vec4f((*sums).acceleration, select(rateOf(own, sums), 0.0, own.isSolid));
}
