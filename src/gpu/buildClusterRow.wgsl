// The row of a cluster: all that is near to one of its particles, found in the cells that its bounding box, widened by the longest
// radius, touches. Each lane looks at another candidate, sees all particles of the cluster in turn, and hits
// go to the list one behind the other. Lanes beyond the last particle stand for it once more.

// The particles of the cluster, each once in every lane.
var<private> fellows: array<vec4u, CLUSTER>;
var<private> lane: u32;
var<private> firstWord: u32;
var<private> found: u32;

fn isNear(other: vec4u, otherRadius: f32, fellow: u32) -> bool {
  let place = fellows[fellow];
  let d = separation(place.xyz, other.xyz);
  let radius = otherRadius + reachAt(place);
  return lengthSquared(d) < radius * radius && interacts(place.w, other.w);
}

fn visitRange(range: CellRange) {
  for (var base = 0u; base < range.count; base += CLUSTER) {
    let k = base + lane;
    let j = rangeMember(range, min(k, range.count - 1u));
    let other = position[j];
    let radius = chunk.listRadius + reachAt(other);
    // Written out, so that fellows are not looked up by number.
    let isNearFour = isNear(other, radius, 0u) | isNear(other, radius, 1u) | isNear(other, radius, 2u) | isNear(other, radius, 3u);
    let isNearRest = isNear(other, radius, 4u) | isNear(other, radius, 5u) | isNear(other, radius, 6u) | isNear(other, radius, 7u);
    let hits = subgroupBallot((isNearFour | isNearRest) && k < range.count).x;
    let slot = found + countOneBits(hits & ((1u << lane) - 1u));
    if ((hits & (1u << lane)) != 0u && slot < chunk.capacity) { list[firstWord + slot] = j; }
    found += countOneBits(hits);
  }
}

fn rangeOf(range: CellRange, lane: u32) -> CellRange {
  return CellRange(
    subgroupShuffle(range.first, lane),
    subgroupShuffle(range.count, lane),
    subgroupShuffle(range.rowEnd, lane),
    subgroupShuffle(range.rowCount, lane),
  );
}

// As visitSurroundings in the first layers, but each lane finds out about another row of cells.
fn visitTogether(around: Surroundings, layers: u32) {
  let rows = rowsOfLayer(around) * layers;
  for (var base = 0u; base < rows; base += CLUSTER) {
    let range = numberedRowRange(around, min(base + lane, rows - 1u));
    var filled = subgroupBallot(base + lane < rows && range.count > 0u).x;
    for (; filled != 0u; filled &= filled - 1u) { visitRange(rangeOf(range, firstTrailingBit(filled))); }
  }
}

fn buildRow(local: u32) {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  let own = position[chunk.first + min(local, chunk.count - 1u)];
  lane = local % CLUSTER;
  firstWord = rowWord(local, 0u);
  found = 0u;
  let centre = subgroupBroadcastFirst(own.xyz);
  var low = vec3i(0);
  var high = vec3i(0);
  var reach = 0.0;
  var layers = 0u;
  for (var k = 0u; k < CLUSTER; k++) {
    let fellow = subgroupShuffleXor(own, k);
    let beside = bitcast<vec3i>(fellow.xyz - centre);
    low = min(low, beside);
    high = max(high, beside);
    reach = max(reach, reachAt(fellow));
    layers = max(layers, layersSeenBy(fellow.w));
    fellows[k] = fellow;
  }
  // Halves are added apart, so that a cluster as wide as the box does not overflow.
  let middle = low / 2 + high / 2;
  let halfEdge = vec3f(max(high - middle, middle - low)) * geometry.lengthPerUnit;
  let around = surroundings(centre + bitcast<vec3u>(middle), halfEdge, chunk.listRadius + reach + chunk.longestReach);
  visitTogether(around, layers);
  if (found > chunk.capacity) {
    atomicMax(&status.listCapacityNeeded, found);
    fail(halt_listOverflow, 0xffffffffu);
  }
  if (lane == 0u) { rowLength[(chunk.first + local) / CLUSTER] = min(found, chunk.capacity); }
}
