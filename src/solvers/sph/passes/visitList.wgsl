// The loop over neighbours, by the Verlet list. The user defines `Own` with `index` and `position`, `Sums`, and
//   fn addNeighbour(own: Own, j: u32, other: vec4u, d: vec3f, r2: f32, sums: ptr<function, Sums>)
// Beyond the support the kernel is zero, and for the particle itself, which fills up a row, d is: no test is needed
// where every term holds one of them as a factor.

fn visit(own: Own, j: u32, sums: ptr<function, Sums>) {
  let other = position[j];
  let d = separation(own.position, other.xyz);
  addNeighbour(own, j, other, d, dot(d, d), sums);
}

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let local = own.index - chunk.first;
  let words = rowWords[own.index];
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    visit(own, word.x, sums);
    visit(own, word.y, sums);
    visit(own, word.z, sums);
    visit(own, word.w, sums);
  }
}
