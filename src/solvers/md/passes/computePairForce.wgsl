// Forces alone, where no step comes before them.

fn computePairForce(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  force[index] = vec4f(pairForce(index, position[index]), 0.0);
}
