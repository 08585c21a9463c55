// How a position moves: periodic axes wrap, reflecting sides mirror, and beyond an open side a particle is lost.

struct Drifted {
  position: vec3u,
  // Box edges crossed along periodic axes.
  crossed: vec3i,
  // Axes along which a reflecting side was met: the velocity turns round.
  mirrored: vec3<bool>,
  lost: bool,
}

fn drifted(before: vec3u, travel: vec3f) -> Drifted {
  return shifted(before, vec3i(round(travel * geometry.unitsPerLength)));
}

// By so many units of the positions along each axis.
fn shifted(before: vec3u, units: vec3i) -> Drifted {
  let after = before + bitcast<vec3u>(units);
  let periodic = geometry.periodic == vec3u(1u);
  var crossed = select(vec3i(0), vec3i(1), periodic & (units > vec3i(0)) & (after < before));
  crossed -= select(vec3i(0), vec3i(1), periodic & (units < vec3i(0)) & (after > before));
  let outside = !periodic & ((after < vec3u(middleLower)) | (after >= vec3u(middleUpper)));
  // Mirrored at the side that was crossed, 2 · side − u modulo 2³²; the last unit inside stands for the upper side.
  let mirrored = select(vec3u(0x7fffffffu) - after, vec3u(0x80000000u) - after, after < vec3u(middleLower));
  let lost = any(outside & (geometry.reflecting == vec3u(0u)));
  return Drifted(select(after, mirrored, outside), crossed, outside, lost);
}

// NaN and infinity have all exponent bits set; comparisons need not find them.
fn isFinite(v: vec3f) -> bool {
  return all((bitcast<vec3u>(v) & vec3u(0x7f800000u)) != vec3u(0x7f800000u));
}
