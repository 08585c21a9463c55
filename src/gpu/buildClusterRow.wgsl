// The row of two clusters: all that is near to one of their particles, found in the cells that their bounding box, widened by the longest
// radius, touches; where the two are far apart, in those of one and then of the other. Each lane looks at another candidate, sees all particles in turn, and hits
// go to the list one behind the other. Lanes beyond the last particle stand for it once more.

const SHARERS = 2u * CLUSTER;

// The particles, each once in every lane: where they are, how far from there they may be, and how many layers they see.
var<private> fellows: array<vec3u, SHARERS>;
var<private> reaches: array<f32, SHARERS>;
var<private> layersSeen: array<u32, SHARERS>;
// Of the first particle of each cluster, with whose way all others are compared.
var<private> frames: array<vec3f, 2>;
var<private> lane: u32;
var<private> firstWord: u32;
// Lanes whose hits count, of each cluster: all of them or none.
var<private> counting: vec2u;
// Neighbours of both, of the first alone, of the second alone.
var<private> found: vec3u;

fn isNear(other: vec3u, otherRadius: f32, layer: u32, fellow: u32) -> bool {
  let d = separation(fellows[fellow], other);
  let radius = otherRadius + reaches[fellow];
  return lengthSquared(d) < radius * radius && (LAYER_COUNT == 1u || layer < layersSeen[fellow]);
}

// Whether a candidate is near to one of the first cluster. Written out, so that fellows are not looked up by number.
fn isNearFirst(place: vec4u, layer: u32) -> bool {
  let radius = chunk.listRadius + reachAt(place, frames[0]);
  let isNearFour = isNear(place.xyz, radius, layer, 0u) | isNear(place.xyz, radius, layer, 1u) | isNear(place.xyz, radius, layer, 2u) | isNear(place.xyz, radius, layer, 3u);
  let isNearRest = isNear(place.xyz, radius, layer, 4u) | isNear(place.xyz, radius, layer, 5u) | isNear(place.xyz, radius, layer, 6u) | isNear(place.xyz, radius, layer, 7u);
  return isNearFour | isNearRest;
}

fn isNearSecond(place: vec4u, layer: u32) -> bool {
  let radius = chunk.listRadius + reachAt(place, frames[1]);
  let isNearFour = isNear(place.xyz, radius, layer, 8u) | isNear(place.xyz, radius, layer, 9u) | isNear(place.xyz, radius, layer, 10u) | isNear(place.xyz, radius, layer, 11u);
  let isNearRest = isNear(place.xyz, radius, layer, 12u) | isNear(place.xyz, radius, layer, 13u) | isNear(place.xyz, radius, layer, 14u) | isNear(place.xyz, radius, layer, 15u);
  return isNearFour | isNearRest;
}

// How many of the lanes before this one are among some.
fn before(lanes: u32) -> u32 { return countOneBits(lanes & ((1u << lane) - 1u)); }

fn visitRangeOf(layer: u32, range: CellRange) {
  for (var base = 0u; base < range.count; base += CLUSTER) {
    let k = base + lane;
    let j = rangeMember(range, min(k, range.count - 1u));
    let place = position[j];
    let first = subgroupBallot(isNearFirst(place, layer) && k < range.count).x & counting.x;
    let second = subgroupBallot(isNearSecond(place, layer) && k < range.count).x & counting.y;
    let hits = vec3u(first & second, first & ~second, second & ~first);
    let counts = countOneBits(hits);
    let own = (hits >> vec3u(lane)) & vec3u(1u);
    let slot = found + vec3u(before(hits.x), before(hits.y), before(hits.z));
    let room = chunk.capacity;
    let isOfBoth = own.x == 1u;
    let isOfFirst = own.y == 1u;
    let ofOne = select(2u * room - 1u - slot.z, room - 1u - slot.y, isOfFirst);
    // What does not fit may stand in place of others, but not in another row.
    let fits = select(select(slot.z, slot.y, isOfFirst), slot.x, isOfBoth) < room;
    if (any(own != vec3u(0u)) && fits) { list[firstWord + select(ofOne, room + slot.x, isOfBoth)] = j; }
    found += counts;
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
fn visitAround(around: Surroundings, layers: u32) {
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

// A box around particles, from a centre [units of positions].
struct Bounds {
  low: vec3i,
  high: vec3i,
}

fn middleOf(box: Bounds) -> vec3i {
  // Halves are added apart, so that particles as far apart as the box is wide do not overflow.
  return box.low / 2 + box.high / 2;
}

fn halfEdgeOf(box: Bounds) -> vec3f {
  let middle = middleOf(box);
  return vec3f(max(box.high - middle, middle - box.low)) * geometry.lengthPerUnit;
}

fn widenedVolume(box: Bounds, radius: f32) -> f32 {
  let edge = halfEdgeOf(box) + radius;
  return edge.x * edge.y * edge.z;
}

fn searchBox(centre: vec3u, box: Bounds, radius: f32, layers: u32, whose: vec2u) {
  counting = whose;
  visitAround(surroundings(centre + bitcast<vec3u>(middleOf(box)), halfEdgeOf(box), radius), layers);
}

fn buildRow(thread: u32) {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  lane = thread % CLUSTER;
  firstWord = rowStart(rowOfThread(thread));
  found = vec3u(0u);
  var centre: vec3u;
  var boxes: array<Bounds, 2>;
  var reach = 0.0;
  var most = 0.0;
  var layers = 0u;
  for (var cluster = 0u; cluster < 2u; cluster++) {
    let index = chunk.first + min(memberOfThread(thread, cluster), chunk.count - 1u);
    let own = position[index];
    let frame = subgroupBroadcastFirst(pathAt(own));
    let ownReach = reachAt(own, frame);
    let ownLayers = layersSeenBy(layerAt(index));
    if (cluster == 0u) { centre = subgroupBroadcastFirst(own.xyz); }
    frames[cluster] = frame;
    most = max(most, mostReach(own, frame));
    var low = vec3i(2147483647);
    var high = vec3i(-2147483647);
    for (var k = 0u; k < CLUSTER; k++) {
      let fellow = cluster * CLUSTER + k;
      fellows[fellow] = subgroupShuffleXor(own.xyz, k);
      let beside = bitcast<vec3i>(fellows[fellow] - centre);
      low = min(low, beside);
      high = max(high, beside);
      layersSeen[fellow] = subgroupShuffleXor(ownLayers, k);
      layers = max(layers, layersSeen[fellow]);
      reaches[fellow] = subgroupShuffleXor(ownReach, k);
      reach = max(reach, reaches[fellow]);
    }
    boxes[cluster] = Bounds(low, high);
  }
  let radius = chunk.listRadius + reach + subgroupMax(most);
  let around = Bounds(min(boxes[0].low, boxes[1].low), max(boxes[0].high, boxes[1].high));
  let all = (1u << CLUSTER) - 1u;
  if (widenedVolume(around, radius) <= widenedVolume(boxes[0], radius) + widenedVolume(boxes[1], radius)) {
    searchBox(centre, around, radius, layers, vec2u(all));
  } else {
    searchBox(centre, boxes[0], radius, layers, vec2u(all, 0u));
    searchBox(centre, boxes[1], radius, layers, vec2u(0u, all));
  }
  let room = chunk.capacity;
  let needed = found.x + max(found.y, found.z);
  if (needed > room) {
    atomicMax(&status.listCapacityNeeded, needed);
    fail(halt_listOverflow, 0xffffffffu);
    found = vec3u(0u);
  }
  // Lanes read what others have written, without a barrier: those of a subgroup of llvmpipe go in step.
  let rest = found.x % CLUSTER;
  found += vec3u(0u, rest, rest) - vec3u(rest, 0u, 0u);
  if (lane < rest) {
    let j = list[firstWord + room + found.x + lane];
    list[firstWord + room - found.y + lane] = j;
    list[firstWord + 2u * room - found.z + lane] = j;
  }
  if (lane != 0u) { return; }
  let word = lengthWord(rowOfThread(thread));
  rowLength[word] = found.x;
  rowLength[word + 1u] = found.y;
  rowLength[word + 2u] = found.z;
}
