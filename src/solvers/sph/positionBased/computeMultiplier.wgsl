// λ_i = −ω C_i/(Σ_k w_k |∇_k C_i|² + ε), C_i = max(Σ_k V_k W_ik − 1, 0), ∇_k C_i = −V_k ∇W_ik, ∇_i C_i = Σ_k V_k ∇W_ik
// (Macklin & Müller 2013, eqs. 1, 8 and 11). C_i is kept from going below zero, so that the lack of neighbours at a free surface
// does not pull particles together; w_k are inverse masses, a wall's, which stays where it is, being 0.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  share: f32,
  gradient: vec3f,
  squares: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let volume = other.volume;
  let gradient = (volume * slopeAt(r2)) * d;
  let mobility = select(mobilityOf(other.kind), 0.0, isSolid(other.kind));
  (*sums).share += select(0.0, volume * weight(r2), other.index != own.index);
  (*sums).gradient += gradient;
  (*sums).squares += mobility * dot(gradient, gradient);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (isSolid(own.material)) {
    multiplier[own.index] = 0.0;
    return;
  }
  let constraint = max((*sums).share + fluid.fillingVolume * weight(0.0) - 1.0, 0.0);
  let squares = mobilityOf(own.material) * dot((*sums).gradient, (*sums).gradient) + (*sums).squares;
  multiplier[own.index] = -fluid.jacobiWeight * constraint / (squares + fluid.relaxation);
}
