// v = (x − x_old)/Δt = v* + Σ Δx/Δt. Both parts were kept apart from the positions, whose fractions would lose digits.

fn updateVelocity(index: u32) {
  if (status.isActive == 0u || status.clock.timeStep == 0.0 || isSolid(position[index].w)) { return; }
  let record = velocity[index];
  velocity[index] = vec4f(record.xyz + shift[index].xyz / status.clock.timeStep, record.w);
}
