// The loop over neighbours where CLUSTER particles share a row: each lane fetches a neighbour, and all see each of them in turn. That takes
// all lanes of a cluster; where some have nothing to do here, the others go on one by one.

// Whether a particle goes along to its neighbours: all do if one of the cluster wants to, who is faster that way.
fn goesAlong(wants: bool) -> bool { return subgroupAny(wants); }

fn visit(own: Own, kind: u32, other: Neighbour, sums: ptr<function, Sums>) {
  let d = separation(own.position, other.position);
  addNeighbour(own, other, d, seenDistanceSquared(kind, other.kind, lengthSquared(d)), sums);
}

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let local = own.index - chunk.first;
  let kind = position[own.index].w;
  let length = rowLength[own.index / CLUSTER];
  let first = rowWord(local, 0u);
  var k = 0u;
  if (all(subgroupBallot(true) == vec4u((1u << CLUSTER) - 1u, 0u, 0u, 0u))) {
    let lane = local % CLUSTER;
    for (; k + CLUSTER <= length; k += CLUSTER) {
      let fetched = neighbourAt(list[first + k + lane]);
      // Not a loop: what it asks for once a turn would be asked for eight times.
      visit(own, kind, neighbourAcross(fetched, 0u), sums);
      visit(own, kind, neighbourAcross(fetched, 1u), sums);
      visit(own, kind, neighbourAcross(fetched, 2u), sums);
      visit(own, kind, neighbourAcross(fetched, 3u), sums);
      visit(own, kind, neighbourAcross(fetched, 4u), sums);
      visit(own, kind, neighbourAcross(fetched, 5u), sums);
      visit(own, kind, neighbourAcross(fetched, 6u), sums);
      visit(own, kind, neighbourAcross(fetched, 7u), sums);
      endGroup(sums);
    }
    if (k < length) {
      let fetched = neighbourAt(list[first + min(k + lane, length - 1u)]);
      for (; k < length; k++) { visit(own, kind, neighbourOf(fetched, k % CLUSTER), sums); }
    }
  }
  for (; k < length; k++) { visit(own, kind, neighbourAt(list[first + k]), sums); }
  endGroup(sums);
}
