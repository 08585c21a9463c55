// What `builtPosition` holds where it is foreseen how particles go: the middle of the way to the end of the time ahead, and in the last word that way, three signed bytes, and
// how far from it they may be, a byte without sign; both in parts of a limit, which they do not go beyond together. A list holds all pairs that come near to one
// another on such ways, and is right as long as nobody has strayed from his.

// As unpack4x8snorm, which divides.
fn pathOf(word: u32, limit: f32) -> vec3f {
  return limit / 127.0 * vec3f(vec3i(vec3u(word) << vec3u(24u, 16u, 8u)) >> vec3u(24u));
}

fn leewayOf(word: u32, limit: f32) -> f32 { return limit / 255.0 * f32(word >> 24u); }

fn foreseen(path: vec3f, leeway: f32, limit: f32) -> u32 {
  return (pack4x8snorm(vec4f(path / limit, 0.0)) & 0xffffffu) | (u32(255.0 * leeway / limit) << 24u);
}

fn midway(start: vec3u, path: vec3f) -> vec3u {
  return start + bitcast<vec3u>(vec3i(round(0.5 * path * geometry.unitsPerLength)));
}

// Whether a particle is further from its way than it may be, of which a share is behind it.
fn hasStrayed(place: vec3u, built: vec4u, share: f32, limit: f32) -> bool {
  let leeway = leewayOf(built.w, limit);
  return lengthSquared(separation(place, built.xyz) - (share - 0.5) * pathOf(built.w, limit)) > leeway * leeway;
}
