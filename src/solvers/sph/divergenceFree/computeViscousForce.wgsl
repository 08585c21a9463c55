// Viscous acceleration of every fluid particle; of every wall particle the reaction of the fluid over its mass. A wall
// counts as fluid of its partner's kind at rest density, with its own volume V_b and the mirrored velocity.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  isSolid: bool,
  velocity: vec3f,
  density: f32,
  wallVolume: f32,
}

struct Sums {
  acceleration: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let otherIsSolid = isSolid(other.kind);
  let wall = own.isSolid || otherIsSolid;
  // Seen from the fluid particle i of the pair, also where it is the other one.
  let sign = select(1.0, -1.0, own.isSolid);
  let materialI = select(own.material, other.kind, own.isSolid);
  let materialJ = select(other.kind, materialI, wall);
  let otherVelocity = select(other.record.xyz, other.mirrored, otherIsSolid);
  let wallVolume = select(other.record.w, own.wallVolume, own.isSolid);
  let rest = restDensityOf(materialI);
  let massI = massOf(materialI);
  let i = fluidMaterial(materialI);
  let partner = fluidMaterial(materialJ);
  let pair = Pair(
    sign * d, r2, slopeAt(r2), sign * (own.velocity - otherVelocity), massI,
    select(massOf(materialJ), rest * wallVolume, wall), select(own.density, other.density, own.isSolid),
    select(other.density, rest, wall), i.viscosity, partner.viscosity, 0.5 * (i.soundSpeed + partner.soundSpeed)
  );
  let isSmooth = slipBetween(own.material, other.kind);
  let share = select(1.0, -massI / massOf(own.material), own.isSolid);
  (*sums).acceleration += select(share * viscousAcceleration(pair), vec3f(0.0), isSmooth || (own.isSolid && otherIsSolid));
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  let solid = isSolid(own.w);
  let record = velocity[index];
  let v = select(record.xyz, predicted[index].xyz, solid);
  return Own(index, own.xyz, own.w, solid, v, thermo[index].x, record.w);
}

fn isWanted(own: Own) -> bool { return !own.isSolid || showsReactions(); }

fn finish(own: Own, sums: ptr<function, Sums>) { rate[own.index] = vec4f((*sums).acceleration, rate[own.index].w); }
