fn forceFrom(index: u32, own: vec4u, j: u32) -> vec3f {
  let other = position[j];
  let d = separation(own.xyz, other.xyz);
  return pairTerms(own.w, other.w, dot(d, d), j != index).y * d;
}

fn computePairForce(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let words = rowWords[index];
  var total = vec3f(0.0);
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    let first = forceFrom(index, own, word.x) + forceFrom(index, own, word.y);
    let second = forceFrom(index, own, word.z) + forceFrom(index, own, word.w);
    total += first + second;
  }
  force[index] = vec4f(total, 0.0);
}
