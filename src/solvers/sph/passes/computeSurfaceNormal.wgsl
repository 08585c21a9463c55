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

fn computeSurfaceNormal(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let isFluid = !isSolid(own.w);
  if (!goesAlong(isFluid)) { return; }
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz, own.w), &sums);
  if (!isFluid) { return; }
  surfaceNormals[index] = surfaceNormal(sums.gradient);
}
