// Per particle, half of each of its pairs: potential energy and virial r⊗F. Each word is summed by itself first: in a
// crystal all particles round alike, so that every digit lost here is lost in the total.

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
    var wordEnergy = 0.0;
    var wordDiagonal = vec3f(0.0);
    var wordSides = vec3f(0.0);
    for (var lane = 0u; lane < 4u; lane++) {
      let j = word[lane];
      let other = position[j];
      let d = separation(own.xyz, other.xyz);
      let terms = pairTerms(own.w, other.w, dot(d, d), j != index);
      wordEnergy += terms.x;
      wordDiagonal += terms.y * d * d;
      wordSides += terms.y * d.xxy * d.yzz;
    }
    energy += wordEnergy;
    diagonal += wordDiagonal;
    sides += wordSides;
  }
  energyAndVirial[index] = 0.5 * vec4f(energy, diagonal);
  virialSides[index] = 0.5 * vec4f(sides, 0.0);
}
