// What the two halves of a step share: the particle on its way, and kicks. `drift.wgsl` goes with it.

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
