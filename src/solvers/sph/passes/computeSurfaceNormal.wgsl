// Colour gradient ∇c_i = Σ V_j ∇W over the particle's own fluid: it points into the fluid. What is kept of it, the surface tension says.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  gradient: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let volume = select(0.0, massOf(other.kind) / other.density, other.kind == own.material);
  (*sums).gradient += (volume * slopeAt(r2)) * d;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (isWanted(own)) { surfaceNormals[own.index] = surfaceNormal((*sums).gradient); }
}
