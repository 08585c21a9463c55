// Per particle, half of each of its pairs: potential energy and virial r⊗F.

fn measurePairs(local: u32) {
  if (status.halt > halt_converged) { return; }
  let index = chunk.first + local;
  let own = position[index];
  let words = rowWords[index];
  var energy = 0.0;
  var diagonal = vec3f(0.0);
  var sides = vec3f(0.0);
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    for (var lane = 0u; lane < 4u; lane++) {
      let j = word[lane];
      let other = position[j];
      let d = separation(own.xyz, other.xyz);
      let terms = pairTerms(own.w, other.w, dot(d, d), j != index);
      energy += terms.x;
      diagonal += terms.y * d * d;
      sides += terms.y * d.xxy * d.yzz;
    }
  }
  energyAndVirial[index] = 0.5 * vec4f(energy, diagonal);
  virialSides[index] = 0.5 * vec4f(sides, 0.0);
}
