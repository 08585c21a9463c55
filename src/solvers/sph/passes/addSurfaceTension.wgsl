// Adds the surface tension to the acceleration of every fluid particle: a sum over the neighbours of its own fluid.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  density: f32,
  normal: vec4f,
}

struct Sums {
  terms: vec4f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  // The particle itself fills up the row.
  if (other.kind != own.material || other.index == own.index) { return; }
  let pair = SurfacePair(
    d, r2, massOf(other.kind), own.density, other.density, materials[own.material].referenceDensity, own.normal,
    other.normal
  );
  (*sums).terms += surfaceTerm(pair);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, densityAt(index, velocity[index].w), surfaceNormals[index]);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (!isWanted(own)) { return; }
  let acceleration = surfaceAcceleration((*sums).terms, own.normal, massOf(own.material) / own.density, own.density);
  rate[RATE_RECORDS * own.index] += vec4f(acceleration, 0.0);
}
