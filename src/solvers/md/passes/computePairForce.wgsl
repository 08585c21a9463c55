// The force on every particle, each group of neighbours summed by itself first. The particle itself, which may be among them, needs
// no test here: fragments are finite at r = 0, and d is zero.

struct Own {
  index: u32,
  position: vec3u,
  kind: u32,
}

struct Sums {
  group: vec3f,
  force: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  (*sums).group = fma(vec3f(pairTerms(own.kind, other.kind, r2, true).y), d, (*sums).group);
}

fn endGroup(sums: ptr<function, Sums>) {
  (*sums).force += (*sums).group;
  (*sums).group = vec3f(0.0);
}

fn computePairForce(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  var sums = Sums();
  visitNeighbours(Own(index, own.xyz, own.w), &sums);
  force[index] = vec4f(sums.force, 0.0);
}
