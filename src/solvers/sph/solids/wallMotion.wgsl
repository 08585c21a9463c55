// How a wall particle moves at its place: v + ω × r, a + α × r + ω × (ω × r).

fn solidVelocity(own: vec4u) -> vec3f {
  let solid = solids[own.w - FLUID_COUNT];
  return solid.velocity + cross(solid.angularVelocity, separation(own.xyz, solid.center));
}

fn solidAcceleration(own: vec4u) -> vec3f {
  let solid = solids[own.w - FLUID_COUNT];
  let arm = separation(own.xyz, solid.center);
  let spin = solid.angularVelocity;
  return solid.acceleration + cross(solid.angularAcceleration, arm) + cross(spin, cross(spin, arm));
}
