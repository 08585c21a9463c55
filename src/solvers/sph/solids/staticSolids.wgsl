// Where no solid moves.

struct SolidMotion {
  travel: vec3f,
  velocity: vec3f,
  acceleration: vec3f,
}

fn solidMotion(index: u32, own: vec4u) -> SolidMotion { return SolidMotion(); }
