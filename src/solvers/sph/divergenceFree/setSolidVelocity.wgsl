// Velocities of moving solids at the end of the step. Returns (speed², 0) of theirs.

fn setSolidVelocity(index: u32) -> vec4f {
  if (isHalted()) { return vec4f(0.0); }
  let own = position[index];
  if (!isSolid(own.w)) { return vec4f(0.0); }
  let v = solidVelocity(own);
  velocity[index] = vec4f(v, velocity[index].w);
  return vec4f(dot(v, v), 0.0, 0.0, 0.0);
}
