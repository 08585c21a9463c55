// The row of a cluster: all that is near to one of its particles, found in the cells that its bounding box, widened by the longest
// radius, touches. Each lane looks at another candidate, sees all particles of the cluster in turn, and hits
// go to the list one behind the other. Lanes beyond the last particle stand for it once more.

// The particles of the cluster, each once in every lane: where they are, how far from there they may be, and how many layers they see.
var<private> fellows: array<vec3u, CLUSTER>;
var<private> reaches: array<f32, CLUSTER>;
var<private> layersSeen: array<u32, CLUSTER>;
// Of its first particle, with whose way all others are compared.
var<private> frame: vec3f;
var<private> lane: u32;
var<private> firstWord: u32;
var<private> found: u32;

fn isNear(other: vec3u, otherRadius: f32, layer: u32, fellow: u32) -> bool {
  let d = separation(fellows[fellow], other);
  let radius = otherRadius + reaches[fellow];
  return lengthSquared(d) < radius * radius && (LAYER_COUNT == 1u || layer < layersSeen[fellow]);
}

fn visitRangeOf(layer: u32, range: CellRange) {
  for (var base = 0u; base < range.count; base += CLUSTER) {
    let k = base + lane;
    let j = rangeMember(range, min(k, range.count - 1u));
    let place = position[j];
    let radius = chunk.listRadius + reachAt(place, frame);
    // Written out, so that fellows are not looked up by number.
    let isNearFour = isNear(place.xyz, radius, layer, 0u) | isNear(place.xyz, radius, layer, 1u) | isNear(place.xyz, radius, layer, 2u) | isNear(place.xyz, radius, layer, 3u);
    let isNearRest = isNear(place.xyz, radius, layer, 4u) | isNear(place.xyz, radius, layer, 5u) | isNear(place.xyz, radius, layer, 6u) | isNear(place.xyz, radius, layer, 7u);
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
    for (; filled != 0u; filled &= filled - 1u) {
      let next = firstTrailingBit(filled);
      visitRangeOf((base + next) / rowsOfLayer(around), rangeOf(range, next));
    }
  }
}

fn buildRow(local: u32) {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  let index = chunk.first + min(local, chunk.count - 1u);
  let own = position[index];
  frame = subgroupBroadcastFirst(pathAt(own));
  let ownReach = reachAt(own, frame);
  let ownLayers = layersSeenBy(layerAt(index));
  lane = local % CLUSTER;
  firstWord = rowWord(local, 0u);
  found = 0u;
  let centre = subgroupBroadcastFirst(own.xyz);
  var low = vec3i(0);
  var high = vec3i(0);
  var reach = 0.0;
  var layers = 0u;
  for (var k = 0u; k < CLUSTER; k++) {
    fellows[k] = subgroupShuffleXor(own.xyz, k);
    let beside = bitcast<vec3i>(fellows[k] - centre);
    low = min(low, beside);
    high = max(high, beside);
    layersSeen[k] = subgroupShuffleXor(ownLayers, k);
    layers = max(layers, layersSeen[k]);
    reaches[k] = subgroupShuffleXor(ownReach, k);
    reach = max(reach, reaches[k]);
  }
  // Halves are added apart, so that a cluster as wide as the box does not overflow.
  let middle = low / 2 + high / 2;
  let halfEdge = vec3f(max(high - middle, middle - low)) * geometry.lengthPerUnit;
  let radius = chunk.listRadius + reach + mostReach(own, frame);
  let around = surroundings(centre + bitcast<vec3u>(middle), halfEdge, radius);
  visitTogether(around, layers);
  if (found > chunk.capacity) {
    atomicMax(&status.listCapacityNeeded, found);
    fail(halt_listOverflow, 0xffffffffu);
  }
  if (lane == 0u) { rowLength[(chunk.first + local) / CLUSTER] = min(found, chunk.capacity); }
}
