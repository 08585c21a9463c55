// The loop over neighbours where every particle has a row of its own.

// Whether a particle goes along to its neighbours: nobody else needs it for his own.
fn goesAlong(wants: bool) -> bool { return wants; }

fn visit(own: Own, j: u32, sums: ptr<function, Sums>) {
  let other = neighbourAt(j);
  let d = separation(own.position, other.position);
  addNeighbour(own, other, d, lengthSquared(d), sums);
}

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let local = own.index - chunk.first;
  let words = rowLength[own.index];
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    visit(own, word.x, sums);
    visit(own, word.y, sums);
    visit(own, word.z, sums);
    visit(own, word.w, sums);
    endGroup(sums);
  }
}
