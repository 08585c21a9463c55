// Δx_i = w_i Σ_j V_j (λ_i + λ_j + s_ij) ∇W, s = −ω k (Δt/Δt_0)² (W(r)/W(0.2 h))⁴, λ = 0 of walls (Macklin & Müller 2013, eqs. 12–14; Δt_0 is the step at the
// expected speed, positionBasedNumbers.ts), and
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
  clumpingPressure: f32,
}

struct Sums {
  correction: vec3f,
}

// A way that goes with Δt², as that under a pressure does, so that short steps throw nobody.
fn clumpingPressure() -> f32 {
  let share = min(status.clock.timeStep * fluid.inverseLongestStep, 1.0);
  return fluid.clumpingPressure * share * share;
}

// s
fn clumpingTerm(own: Own, r2: f32) -> f32 {
  let ratio = weight(r2) * fluid.inverseClumpingWeight;
  let square = ratio * ratio;
  return -own.clumpingPressure * square * square;
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let volume = select(other.volume, own.volume, own.isSolid);
  let push = own.multiplier + other.multiplier + clumpingTerm(own, r2);
  var factor = volume * push * slopeAt(r2);
  if (HAS_WALLS && own.isSolid != isSolid(other.kind)) {
    let fluidMobility = select(own.mobility, mobilityOf(other.kind), own.isSolid);
    factor += 0.25 * max(fluid.contactDistance * inverseSqrt(max(r2, 1e-30)) - 1.0, 0.0) / fluidMobility;
  }
  (*sums).correction += factor * d;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  let volume = restVolume(index, own.w);
  return Own(index, own.xyz, isSolid(own.w), mobilityOf(own.w), volume, multiplier[index], clumpingPressure());
}

fn isWanted(own: Own) -> bool { return true; }

fn finish(own: Own, sums: ptr<function, Sums>) { correction[own.index] = vec4f(own.mobility * (*sums).correction, 0.0); }
