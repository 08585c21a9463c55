// The loop over neighbours where CLUSTER particles share a row: each lane fetches a neighbour, and all see each of them in turn. That takes
// all lanes of a cluster; where some have nothing to do here, the others go on one by one.

// Whether a particle goes along to its neighbours: all do if one of the cluster wants to, who is faster that way.
fn goesAlong(wants: bool) -> bool { return subgroupAny(wants); }

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

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let local = own.index - chunk.first;
  let kind = position[own.index].w;
  let length = rowLength[own.index / CLUSTER];
  let first = rowWord(local, 0u);
  var k = 0u;
  if (all(subgroupBallot(true) == vec4u((1u << CLUSTER) - 1u, 0u, 0u, 0u))) {
    let lane = local % CLUSTER;
    for (; k + CLUSTER <= length; k += CLUSTER) { visitGroup(own, kind, neighbourAt(list[first + k + lane]), sums); }
    if (k < length) {
      let fetched = neighbourAt(list[first + min(k + lane, length - 1u)]);
      for (; k < length; k++) { addSeen(own, sight(own, kind, neighbourOf(fetched, k % CLUSTER)), sums); }
    }
  }
  for (; k < length; k++) { addSeen(own, sight(own, kind, neighbourAt(list[first + k])), sums); }
  endGroup(sums);
}
