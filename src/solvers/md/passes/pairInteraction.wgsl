// The pair formula and its cutoff treatment come in front of this fragment; the loop over neighbours behind it.

struct PairCoefficients {
  potential: vec4f,
  // cutoffRadius², energy and force at the cutoff, switchRadius
  cutoff: vec4f,
}

fn pairCoefficients(typeI: u32, typeJ: u32) -> PairCoefficients {
  if (TYPE_COUNT == 1u) { return pairs[0]; }
  return pairs[typeI * TYPE_COUNT + typeJ];
}

// (U, −(dU/dr)/r) of a pair at squared distance r2; zero beyond the cutoff. Words of a row that only fill it
// up hold the particle itself, which `isPair` tells.
fn pairTerms(typeI: u32, typeJ: u32, r2: f32, isPair: bool) -> vec2f {
  let pair = pairCoefficients(typeI, typeJ);
  let terms = applyCutoff(pairPotential(r2, pair.potential), r2, pair.cutoff);
  return select(vec2f(0.0), terms, r2 < pair.cutoff.x && isPair);
}

// Who sums over neighbours: everybody.
struct Own {
  index: u32,
  position: vec3u,
  kind: u32,
}

fn ownOf(index: u32) -> Own {
  let own = position[index];
  return Own(index, own.xyz, own.w);
}

fn isWanted(own: Own) -> bool { return true; }
