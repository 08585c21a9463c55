// Δx_i = w_i Σ_j V_j (λ_i + λ_j + s_ij) ∇W, s = −ω k (W(r)/W(0.2 h))⁴, λ = 0 of walls (Macklin & Müller 2013, eqs. 12–14), and
// contacts with walls, the collision response of algorithm 1: a quarter of what is missing to a distance that closes the
// gaps between wall particles. Density alone does not: inside a thick wall it is no larger than in the fluid. A wall particle
// gets the reaction of what it does to fluids, as the way it would go with a fluid particle's mass.

struct Own {
  index: u32,
  position: vec3u,
  isSolid: bool,
  mobility: f32,
  // A wall's own.
  volume: f32,
  multiplier: f32,
}

struct Sums {
  correction: vec3f,
}

fn clumpingTerm(r2: f32) -> f32 {
  let ratio = weight(r2) * fluid.inverseClumpingWeight;
  let square = ratio * ratio;
  return -fluid.clumpingPressure * square * square;
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let volume = select(other.volume, own.volume, own.isSolid);
  let push = own.multiplier + other.multiplier + clumpingTerm(r2);
  var factor = volume * push * slopeAt(r2);
  if (HAS_WALLS && own.isSolid != isSolid(other.kind)) {
    let fluidMobility = select(own.mobility, mobilityOf(other.kind), own.isSolid);
    factor += 0.25 * max(fluid.contactDistance * inverseSqrt(max(r2, 1e-30)) - 1.0, 0.0) / fluidMobility;
  }
  (*sums).correction += factor * d;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, isSolid(own.w), mobilityOf(own.w), restVolume(index, own.w), multiplier[index]);
}

fn isWanted(own: Own) -> bool { return true; }

fn finish(own: Own, sums: ptr<function, Sums>) { correction[own.index] = vec4f(own.mobility * (*sums).correction, 0.0); }
