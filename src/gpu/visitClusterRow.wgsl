// The loop over neighbours where CLUSTER particles share a row: each lane fetches a neighbour, and all see it in turn. That takes
// whole groups of neighbours and all lanes of a cluster; what is left over, and lanes whose fellows have nothing to
// do here, go on one by one.

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
    for (; k + CLUSTER <= length; k += CLUSTER) {
      let fetched = neighbourAt(list[first + k + local % CLUSTER]);
      visit(own, kind, neighbourOf(fetched, 0u), sums);
      visit(own, kind, neighbourOf(fetched, 1u), sums);
      visit(own, kind, neighbourOf(fetched, 2u), sums);
      visit(own, kind, neighbourOf(fetched, 3u), sums);
      visit(own, kind, neighbourOf(fetched, 4u), sums);
      visit(own, kind, neighbourOf(fetched, 5u), sums);
      visit(own, kind, neighbourOf(fetched, 6u), sums);
      visit(own, kind, neighbourOf(fetched, 7u), sums);
      endGroup(sums);
    }
  }
  for (; k < length; k++) { visit(own, kind, neighbourAt(list[first + k]), sums); }
  endGroup(sums);
}
