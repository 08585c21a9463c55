// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), in place of the walls' own.

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (isWanted(own)) { velocity[own.index] = vec4f(mirroredVelocity(own, sums), velocity[own.index].w); }
}
