// The particle itself, which fills up the last word, needs no test here: fragments are finite at r = 0, and d is zero.
fn forceFrom(own: vec4u, j: u32) -> vec3f {
  let other = position[j];
  let d = separation(own.xyz, other.xyz);
  return pairTerms(own.w, other.w, dot(d, d), true).y * d;
}

fn computePairForce(local: u32) {
  if (status.halt != halt_running) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let words = rowWords[index];
  var total = vec3f(0.0);
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    let first = forceFrom(own, word.x) + forceFrom(own, word.y);
    let second = forceFrom(own, word.z) + forceFrom(own, word.w);
    total += first + second;
  }
  force[index] = vec4f(total, 0.0);
}
