// The loop over neighbours where every particle has a row of its own.

// Whether a particle goes along to its neighbours: nobody else needs it for his own.
fn goesAlong(wants: bool) -> bool { return wants; }

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let local = own.index - chunk.first;
  let kind = position[own.index].w;
  let words = rowLength[own.index];
  for (var k = 0u; k < words; k++) {
    let word = list[rowWord(local, k)];
    // All that is fetched is under way before it is first needed.
    let a = sight(own, kind, neighbourAt(word.x));
    let b = sight(own, kind, neighbourAt(word.y));
    let c = sight(own, kind, neighbourAt(word.z));
    let d = sight(own, kind, neighbourAt(word.w));
    addSeen(own, a, sums);
    addSeen(own, b, sums);
    addSeen(own, c, sums);
    addSeen(own, d, sums);
    endGroup(sums);
  }
}
