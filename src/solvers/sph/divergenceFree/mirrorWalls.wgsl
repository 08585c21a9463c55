// What viscosities see of a wall: the fluid's velocity mirrored in it, u_w = 2 v_w − Σ v_f W / Σ W
// (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eq. 23).

struct Own {
  index: u32,
  position: vec3u,
}

struct Sums {
  weight: f32,
  velocity: vec3f,
}

fn addNeighbour(own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let w = select(weight(r2), 0.0, isSolid(other.w));
  (*sums).weight += w;
  (*sums).velocity += w * velocity[j].xyz;
}

fn mirrorWalls(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  if (!isSolid(own.w)) { return; }
  let record = velocity[index].xyz;
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz), &sums);
  var mirrored = record;
  if (sums.weight > 0.0) { mirrored = 2.0 * record - sums.velocity / sums.weight; }
  predicted[index] = vec4f(mirrored, 0.0);
}
