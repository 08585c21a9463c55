// What viscosities see of a wall: the fluid's velocity mirrored in it, u_w = 2 v_w − Σ v_f W / Σ W; its own without fluid near
// (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 23).

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  velocity: vec3f,
}

struct Sums {
  weight: f32,
  velocity: vec3f,
}

// Walls are no neighbours of one another, and only theirs count.
fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let w = weight(r2);
  (*sums).weight += w;
  (*sums).velocity += w * other.velocity;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, velocity[index].xyz);
}

fn isWanted(own: Own) -> bool { return isSolid(own.material); }

fn mirroredVelocity(own: Own, sums: ptr<function, Sums>) -> vec3f {
  if ((*sums).weight <= 0.0) { return own.velocity; }
  return 2.0 * own.velocity - (*sums).velocity / (*sums).weight;
}
