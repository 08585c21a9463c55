// What the two halves of a step share: kicks, drifts, the sides of the box, and the watch over numbers going wrong.

struct Particle {
  index: u32,
  kind: u32,
  position: vec3u,
  velocity: vec3f,
  // Kinetic energy given off to a per-particle heat bath so far.
  heat: f32,
  // Box edges crossed along periodic axes.
  crossed: vec3i,
  failure: u32,
}

fn kick(velocity: vec3f, force: vec3f, kind: u32, duration: f32) -> vec3f {
  return velocity + duration * types[kind].inverseMass * force;
}

// NaN and infinity have all exponent bits set; comparisons need not find them.
fn isFinite(v: vec3f) -> bool {
  return all((bitcast<vec3u>(v) & vec3u(0x7f800000u)) != vec3u(0x7f800000u));
}
