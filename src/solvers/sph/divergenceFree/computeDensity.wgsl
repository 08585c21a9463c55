// Density ρ_i = ρ0_i δ_i, δ_i = V W(0) + Σ_f V W + Σ_b V_b W, V with which a lattice fills space (latticeSum.ts), and the factor of the Jacobi iteration, 1/D_i with
// D_i = [|Σ V_j ∇W|² + Σ V_i V_j |∇W|²]/ρ0 (Bender & Koschier, IEEE Trans. Vis. Comput. Graph. 23, 1193 (2017), eq. 9; walls with volumes
// after Akinci et al., ACM Trans. Graph. 31, 62 (2012)). There, walls stand in the first sum alone, as they give no way. Here
// they have pressures, and iterations beside them are as stable as within the fluid only if D is that of walls that do; likewise
// ρ0 is that of the lightest fluid around.
// A wall particle's own wall fills WALL_SHARE of its surroundings, as that of a plane does, and the fluid the rest.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  filled: f32,
  gradient: vec3f,
  squares: f32,
  // 1/ρ0 of the lightest fluid, where there are several.
  lightness: f32,
}

fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let wall = isSolid(other.kind);
  let volume = select(fluid.fillingVolume, other.wallVolume, wall);
  let slope = slopeAt(r2);
  let term = volume * slope;
  (*sums).filled += select(volume * weight(r2), 0.0, other.index == own.index);
  (*sums).gradient += term * d;
  (*sums).squares += term * slope * r2;
  if (FLUID_COUNT == 1u) { return; }
  let lightness = select(0.0, 1.0 / restDensityOf(other.kind), r2 < fluid.supportRadiusSquared && !wall);
  (*sums).lightness = max((*sums).lightness, lightness);
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return true; }

fn finish(own: Own, sums: ptr<function, Sums>) {
  let index = own.index;
  let wall = isSolid(own.material);
  let rest = restDensityOf(own.material);
  let filled = (*sums).filled + select(fluid.fillingVolume * weight(0.0), WALL_SHARE, wall);
  let lightness = max((*sums).lightness, select(1.0 / rest, 0.0, wall && FLUID_COUNT > 1u));
  let wallDiagonal = select(0.0, velocity[index].w / fluid.fillingVolume * LATTICE_DIAGONAL, (*sums).squares > 0.0);
  let diagonal = lightness * select(dot((*sums).gradient, (*sums).gradient) + fluid.fillingVolume * (*sums).squares, wallDiagonal, wall);
  let h = fluid.smoothingLength;
  let isSmall = diagonal * rest * h * h < SMALLEST_DIAGONAL;
  thermo[index] = vec2f(rest * filled, 0.0);
  rate[index] = vec4f(vec3f(0.0), select(1.0 / diagonal, 0.0, isSmall));
}
