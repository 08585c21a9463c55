// Per particle, half of each of its pairs: potential energy and virial r⊗F. Each group of neighbours is summed by itself first: in a
// crystal all particles round alike, so that every digit lost here is lost in the total.

struct Sums {
  groupEnergy: f32,
  groupDiagonal: vec3f,
  groupSides: vec3f,
  energy: f32,
  diagonal: vec3f,
  sides: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let terms = pairTerms(own.kind, other.kind, r2, other.index != own.index);
  (*sums).groupEnergy += terms.x;
  (*sums).groupDiagonal += terms.y * d * d;
  (*sums).groupSides += terms.y * d.xxy * d.yzz;
}

fn endGroup(sums: ptr<function, Sums>) {
  (*sums).energy += (*sums).groupEnergy;
  (*sums).diagonal += (*sums).groupDiagonal;
  (*sums).sides += (*sums).groupSides;
  (*sums).groupEnergy = 0.0;
  (*sums).groupDiagonal = vec3f(0.0);
  (*sums).groupSides = vec3f(0.0);
}

fn isDue() -> bool { return status.halt <= halt_converged; }

fn finish(own: Own, sums: ptr<function, Sums>) {
  energyAndVirial[own.index] = 0.5 * vec4f((*sums).energy, (*sums).diagonal);
  virialSides[own.index] = 0.5 * vec4f((*sums).sides, 0.0);
}
