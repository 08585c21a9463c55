// Accelerations by the model's viscosities at the new positions and velocities; of walls the reaction over their mass.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  isSolid: bool,
  velocity: vec3f,
  mass: f32,
  density: f32,
}

struct Sums {
  acceleration: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let wall = isSolid(other.kind);
  let materialI = fluidMaterial(select(own.material, other.kind, own.isSolid));
  let materialJ = fluidMaterial(select(other.kind, own.material, wall));
  let pair = Pair(
    d, r2, slopeAt(r2), own.velocity - other.velocity, own.mass, massOf(other.kind), own.density, other.density,
    materialI.viscosity, materialJ.viscosity, 0.5 * (materialI.soundSpeed + materialJ.soundSpeed)
  );
  let isSmooth = slipBetween(own.material, other.kind);
  (*sums).acceleration += select(viscousAcceleration(pair), vec3f(0.0), isSmooth);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, isSolid(own.w), velocity[index].xyz, massOf(own.w), thermo[index].x);
}

fn isWanted(own: Own) -> bool { return true; }

fn finish(own: Own, sums: ptr<function, Sums>) { rate[own.index] = vec4f((*sums).acceleration, 0.0); }
