// The mirrored velocities of walls (passes/mirroredVelocity.wgsl), beside the walls' own.

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (isWanted(own)) { predicted[own.index] = vec4f(mirroredVelocity(own, sums), 0.0); }
}
