// The loop over neighbours where two clusters of CLUSTER particles share a row: each lane fetches a neighbour, and all see each of them in turn, with the
// particle that they have in one cluster and, if it is a neighbour of both, with that in the other.

// All distances of a group are known before its first term: a processor that looks ahead has several to work on then. Not a loop, since what it asks
// for once a turn would be asked for eight times.
fn visitGroup(own: Own, kind: u32, fetched: Neighbour, sums: ptr<function, Sums>) {
  let across = neighbourAcross(fetched);
  let a = sight(own, kind, fetched);
  let b = sight(own, kind, neighbourBesideX(fetched));
  let c = sight(own, kind, neighbourBesideY(fetched));
  let d = sight(own, kind, neighbourBesideDiagonal(fetched));
  let e = sight(own, kind, across);
  let f = sight(own, kind, neighbourBesideX(across));
  let g = sight(own, kind, neighbourBesideY(across));
  let h = sight(own, kind, neighbourBesideDiagonal(across));
  addSeen(own, a, sums);
  addSeen(own, b, sums);
  addSeen(own, c, sums);
  addSeen(own, d, sums);
  addSeen(own, e, sums);
  addSeen(own, f, sums);
  addSeen(own, g, sums);
  addSeen(own, h, sums);
  endGroup(sums);
}

// What is left over of a part of a row.
fn visitRest(lane: u32, first: u32, length: u32, own: Own, kind: u32, sums: ptr<function, Sums>) {
  if (length == 0u) { return; }
  let fetched = neighbourAt(list[first + min(lane, length - 1u)]);
  for (var k = 0u; k < length; k++) { addSeen(own, sight(own, kind, neighbourOf(fetched, k)), sums); }
  endGroup(sums);
}

fn alongRow(thread: u32) {
  if (!isDue()) { return; }
  let localA = memberOfThread(thread, 0u);
  let localB = memberOfThread(thread, 1u);
  // Lanes beyond the last particle go along with it, as those of a cluster need each other.
  let last = chunk.count - 1u;
  let a = ownOf(chunk.first + min(localA, last));
  let b = ownOf(chunk.first + min(localB, last));
  var sumsA = Sums();
  var sumsB = Sums();
  if (subgroupAny(isWanted(a) || isWanted(b))) {
    let lane = thread % CLUSTER;
    let row = rowOfThread(thread);
    let word = lengthWord(row);
    let ofBoth = rowLength[word];
    let ofA = rowLength[word + 1u];
    let ofB = rowLength[word + 2u];
    let kindA = position[a.index].w;
    let kindB = position[b.index].w;
    let middle = rowStart(row) + chunk.capacity;
    let end = middle + chunk.capacity;
    let wholeA = ofA / CLUSTER * CLUSTER;
    let wholeB = ofB / CLUSTER * CLUSTER;
    let seenByA = wholeA + ofBoth;
    for (var k = 0u; k < seenByA + wholeB; k += CLUSTER) {
      let fetched = neighbourAt(list[select(end - wholeB - seenByA, middle - wholeA, k < seenByA) + k + lane]);
      if (k < seenByA) { visitGroup(a, kindA, fetched, &sumsA); }
      if (k >= wholeA) { visitGroup(b, kindB, fetched, &sumsB); }
    }
    visitRest(lane, middle - ofA, ofA - wholeA, a, kindA, &sumsA);
    visitRest(lane, end - ofB, ofB - wholeB, b, kindB, &sumsB);
  }
  if (localA <= last) { finish(a, &sumsA); }
  if (localB <= last) { finish(b, &sumsB); }
}
