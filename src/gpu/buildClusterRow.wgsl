// The row of two clusters: all that is near to one of their particles, found in the cells that their bounding box, widened by the longest
// radius, touches; where that is mostly empty, in those of a part and then of the rest. Lanes beyond the last particle stand for it once more.

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

// Around particles of this lane and the others, some of each.
fn boundsOf(beside: array<vec3i, 2>, isOne: vec2<bool>) -> Bounds {
  let largest = vec3i(2147483647);
  let first = select(largest, beside[0], isOne.x);
  let second = select(largest, beside[1], isOne.y);
  // The complement of an integer is the larger the smaller it is.
  let firstAgain = select(largest, ~beside[0], isOne.x);
  let secondAgain = select(largest, ~beside[1], isOne.y);
  return Bounds(lowest(min(first, second)), ~lowest(min(firstAgain, secondAgain)));
}

// How far from the middle of a search anything is that is near.
fn extentOf(box: Bounds, radius: f32) -> f32 { return length(halfEdgeOf(box)) + radius; }

// d² is found with an error of less than 2⁻¹⁸ extent²: places are rounded twice, and sums of up to 5 extent² a dozen times.
fn marginOf(extent: f32) -> f32 { return 0x1p-19 * extent * extent / chunk.listRadius; }

// Whether all that is near is seen from the middle of a search on the side of a periodic box where it is, and rounding is small.
fn servesSearch(box: Bounds, radius: f32) -> bool {
  let room = max(0x1p31 * geometry.lengthPerUnit - radius, vec3f(0.0));
  return all(halfEdgeOf(box) <= room) && marginOf(extentOf(box, radius)) <= 0x1p-14 * chunk.listRadius;
}

fn searchBox(centre: vec3u, box: Bounds, radius: f32, layers: u32) {
  origin = centre + bitcast<vec3u>(middleOf(box));
  let extent = extentOf(box, radius);
  offset = 2.0 * extent * extent;
  margin = marginOf(extent);
  let around = surroundings(origin, halfEdgeOf(box), radius);
  if (servesSearch(box, radius)) {
    searchFramed(around, layers);
  } else {
    searchExactly(around, layers);
  }
}

// Whether nothing can be near to both of two parts, one before the other along x, around a periodic box neither.
fn isApart(before: Bounds, behind: Bounds, radius: f32) -> bool {
  let between = f32(behind.low.x) - f32(before.high.x);
  let around = 0x1p32 - (f32(behind.high.x) - f32(before.low.x));
  let isNobody = before.low.x > before.high.x;
  return !isNobody && min(between, around) * geometry.lengthPerUnit.x > 2.0 * radius;
}

fn buildRow(thread: u32) {
  lane = thread % CLUSTER;
  firstWord = rowStart(rowOfThread(thread));
  found = vec3u(0u);
  var centre: vec3u;
  var beside: array<vec3i, 2>;
  var reach = 0.0;
  var most = 0.0;
  var layers = 0u;
  for (var cluster = 0u; cluster < 2u; cluster++) {
    let index = chunk.first + min(memberOfThread(thread, cluster), chunk.count - 1u);
    let own = position[index];
    if (cluster == 0u) {
      centre = subgroupBroadcastFirst(own.xyz);
      frame = subgroupBroadcastFirst(pathAt(own));
    }
    let member = Member(own.xyz, reachAt(own, frame), layersSeenBy(layerAt(index)));
    members[cluster] = member;
    beside[cluster] = bitcast<vec3i>(own.xyz - centre);
    reach = max(reach, member.reach);
    most = max(most, mostReach(own, frame));
    layers = max(layers, member.layers);
  }
  let radius = chunk.listRadius + subgroupMax(reach) + subgroupMax(most);
  let layersOfAll = subgroupMax(layers);
  let all = boundsOf(beside, vec2(true));
  // As at both ends of a row of cells between two walls.
  let middle = middleOf(all).x;
  var parts = 2u;
  let isBefore = vec2(beside[0].x < middle, beside[1].x < middle);
  if (isApart(boundsOf(beside, isBefore), boundsOf(beside, !isBefore), radius)) {
    isSought = isBefore;
  } else {
    let first = boundsOf(beside, vec2(true, false));
    let second = boundsOf(beside, vec2(false, true));
    let isSmaller = widenedVolume(all, radius) <= widenedVolume(first, radius) + widenedVolume(second, radius);
    let isEither = servesSearch(first, radius) && servesSearch(second, radius);
    let isOne = isSmaller && (servesSearch(all, radius) || !isEither);
    isSought = vec2(true, isOne);
    parts = select(2u, 1u, isOne);
  }
  for (var part = 0u; part < parts; part++) {
    searchBox(centre, boundsOf(beside, isSought), radius, layersOfAll);
    isSought = !isSought;
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
  if (chunk.first + thread == 0u) { noteFirstLayer(); }
  let word = lengthWord(rowOfThread(thread));
  rowLength[word] = found.x;
  rowLength[word + 1u] = found.y;
  rowLength[word + 2u] = found.z;
}
