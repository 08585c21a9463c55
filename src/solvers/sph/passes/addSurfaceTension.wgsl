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

fn addSurfaceTension(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let isFluid = !isSolid(own.w);
  if (!goesAlong(isFluid)) { return; }
  let density = densityAt(index, velocity[index].w);
  let normal = surfaceNormals[index];
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz, own.w, density, normal), &sums);
  if (!isFluid) { return; }
  let acceleration = surfaceAcceleration(sums.terms, normal, massOf(own.w) / density, density);
  rate[RATE_RECORDS * index] += vec4f(acceleration, 0.0);
}
