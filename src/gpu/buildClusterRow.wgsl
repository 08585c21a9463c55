// The row of a cluster: all that is within reach of one of its particles, found in the cells that its bounding box, widened by the list
// radius, touches. Each lane looks at another candidate, sees all particles of the cluster in turn, and hits
// go to the list one behind the other. Lanes beyond the last particle stand for it once more.

var<private> ownPlace: vec4u;
var<private> lane: u32;
var<private> firstWord: u32;
var<private> found: u32;

fn visitRange(range: CellRange) {
  for (var base = 0u; base < range.count; base += CLUSTER) {
    let k = base + lane;
    let j = rangeMember(range, min(k, range.count - 1u));
    let other = position[j];
    var isNear = false;
    for (var fellow = 0u; fellow < CLUSTER; fellow++) {
      let place = subgroupShuffleXor(ownPlace, fellow);
      let d = separation(place.xyz, other.xyz);
      isNear = isNear || (lengthSquared(d) < chunk.listRadius * chunk.listRadius && interacts(place.w, other.w));
    }
    let hits = subgroupBallot(isNear && k < range.count).x;
    let slot = found + countOneBits(hits & ((1u << lane) - 1u));
    if ((hits & (1u << lane)) != 0u && slot < chunk.capacity) { list[firstWord + slot] = j; }
    found += countOneBits(hits);
  }
}

fn buildRow(local: u32) {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  ownPlace = position[chunk.first + min(local, chunk.count - 1u)];
  lane = local % CLUSTER;
  firstWord = rowWord(local, 0u);
  found = 0u;
  let centre = subgroupBroadcastFirst(ownPlace.xyz);
  var low = bitcast<vec3i>(ownPlace.xyz - centre);
  var high = low;
  for (var mask = 1u; mask < CLUSTER; mask *= 2u) {
    low = min(low, subgroupShuffleXor(low, mask));
    high = max(high, subgroupShuffleXor(high, mask));
  }
  // Halves are added apart, so that a cluster as wide as the box does not overflow.
  let middle = low / 2 + high / 2;
  let halfEdge = vec3f(max(high - middle, middle - low)) * geometry.lengthPerUnit;
  visitSurroundings(centre + bitcast<vec3u>(middle), halfEdge, chunk.listRadius);
  if (found > chunk.capacity) {
    atomicMax(&status.listCapacityNeeded, found);
    fail(halt_listOverflow, 0xffffffffu);
  }
  if (lane == 0u) { rowLength[(chunk.first + local) / CLUSTER] = min(found, chunk.capacity); }
}
