// The loop over neighbours where every particle has a row of its own.

fn visitNeighbours(local: u32, own: Own, sums: ptr<function, Sums>) {
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

fn alongRow(local: u32) {
  let own = ownOf(chunk.first + local);
  var sums = Sums();
  if (isWanted(own)) { visitNeighbours(local, own, &sums); }
  finish(own, &sums);
}
