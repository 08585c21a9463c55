// The force on a particle, each group of neighbours summed by itself first. The particle itself, which may be among them, needs
// no test here: fragments are finite at r = 0, and d is zero.

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
