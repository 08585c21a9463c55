// Renormalised density gradient of δ-SPH: ⟨∇ρ⟩_i = L_i Σ V_j (ρ_j − ρ_i) ∇W, L_i = [Σ V_j ∇W ⊗ (x_j − x_i)]⁻¹, over the
// particle's own fluid (Antuono et al., Comput. Phys. Commun. 181, 532 (2010); Randles & Libersky 1996).

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
  density: f32,
}

struct Sums {
  gradient: vec3f,
  // Symmetric: xx, yy, zz and xy, xz, yz.
  diagonal: vec3f,
  sides: vec3f,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let factor = select(0.0, massOf(other.kind) / other.density * slopeAt(r2), other.kind == own.material);
  (*sums).gradient += factor * (other.density - own.density) * d;
  (*sums).diagonal -= factor * d * d;
  (*sums).sides -= factor * d.xxy * d.yzz;
}

// Where too few neighbours leave a direction open, no gradient is better than one blown up.
const smallestDeterminant = 1e-3;

fn solve(diagonal: vec3f, sides: vec3f, right: vec3f) -> vec3f {
  var zz = diagonal.z;
  if (DIMENSIONS == 2u) { zz = 1.0; }
  let a = vec3f(diagonal.x, sides.x, sides.y);
  let b = vec3f(sides.x, diagonal.y, sides.z);
  let c = vec3f(sides.y, sides.z, zz);
  let determinant = dot(a, cross(b, c));
  if (abs(determinant) < smallestDeterminant) { return vec3f(0.0); }
  return (cross(b, c) * right.x + cross(c, a) * right.y + cross(a, b) * right.z) / determinant;
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w, velocity[index].w);
}

fn isWanted(own: Own) -> bool { return !isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (!isWanted(own)) { return; }
  densityGradient[own.index] = vec4f(solve((*sums).diagonal, (*sums).sides, (*sums).gradient), 0.0);
}
