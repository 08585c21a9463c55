// A search around a box, for some of the particles of two clusters: each lane looks at another candidate, and sees all of them in turn.

const SHARERS = 2u * CLUSTER;

// The particle of this lane in a cluster: where it is, how far from there it may be, and how many layers it sees.
struct Member {
  place: vec3u,
  reach: f32,
  layers: u32,
}

var<private> members: array<Member, 2>;
// The way of the first particle, with which all others are compared.
var<private> frame: vec3f;
// Whether this lane's particles are looked for.
var<private> isSought: vec2<bool>;

// Around what, by how much rounding may bring two particles apart there, and what keeps numbers that are compared above 0.
var<private> origin: vec3u;
var<private> margin: f32;
var<private> offset: f32;
// A candidate at p with the radius r is near to a particle at f with the reach e, |p − f|² < (r + e)², where p · 2f + r 2e + (e² − f²) > p² − r².
// The particles, each once in every lane, (2f, 2e) and e² − f² + offset; out of reach where they are not looked for or do not see the layer of the candidates.
var<private> fellows: array<vec4f, SHARERS>;
var<private> squares: array<f32, SHARERS>;

// Numbers above 0 compare as their bits do, of which the larger is found in one instruction: with floats it takes three, as one may be none.
// Written out, so that fellows are not looked up by number.
fn nearness(p: vec3f, r: f32, fellow: u32) -> i32 {
  let f = fellows[fellow];
  return bitcast<i32>(fma(p.x, f.x, fma(p.y, f.y, fma(p.z, f.z, fma(r, f.w, squares[fellow])))));
}

// The largest for one of the first cluster.
fn nearnessToFirst(p: vec3f, r: f32) -> i32 {
  let ofTwo = max(nearness(p, r, 0u), nearness(p, r, 1u));
  let ofFour = max(ofTwo, max(nearness(p, r, 2u), nearness(p, r, 3u)));
  let ofRest = max(max(nearness(p, r, 4u), nearness(p, r, 5u)), max(nearness(p, r, 6u), nearness(p, r, 7u)));
  return max(ofFour, ofRest);
}

fn nearnessToSecond(p: vec3f, r: f32) -> i32 {
  let ofTwo = max(nearness(p, r, 8u), nearness(p, r, 9u));
  let ofFour = max(ofTwo, max(nearness(p, r, 10u), nearness(p, r, 11u)));
  let ofRest = max(max(nearness(p, r, 12u), nearness(p, r, 13u)), max(nearness(p, r, 14u), nearness(p, r, 15u)));
  return max(ofFour, ofRest);
}

// What a lane looks at of a range; one beyond its end stands for none.
struct Candidate {
  index: u32,
  place: vec4u,
  isOne: bool,
}

fn candidateOf(range: CellRange, k: u32) -> Candidate {
  let j = rangeMember(range, min(k, range.count - 1u));
  return Candidate(j, position[j], k < range.count);
}

fn visitRangeOf(range: CellRange) {
  for (var base = 0u; base < range.count; base += CLUSTER) {
    let candidate = candidateOf(range, base + lane);
    let p = separation(candidate.place.xyz, origin);
    let r = chunk.listRadius + margin + reachAt(candidate.place, frame);
    let least = bitcast<i32>(lengthSquared(p) - r * r + offset);
    let isFirst = nearnessToFirst(p, r) > least;
    let isSecond = nearnessToSecond(p, r) > least;
    keep(candidate.index, isFirst && candidate.isOne, isSecond && candidate.isOne);
  }
}

// What one lane has, in all: with shuffles from a lane that is not known beforehand it took ten times as long.
fn rangeOf(range: CellRange, isIts: bool) -> CellRange {
  let own = select(vec4u(0u), vec4u(range.first, range.count, range.rowEnd, range.rowCount), isIts);
  return CellRange(joined(own.x), joined(own.y), joined(own.z), joined(own.w));
}

// As visitSurroundings in the first layers, but each lane finds out about another row of cells.
fn searchFramed(around: Surroundings, layers: u32) {
  let rows = rowsOfLayer(around);
  for (var layer = 0u; layer < layers; layer++) {
    for (var cluster = 0u; cluster < 2u; cluster++) {
      let own = members[cluster];
      let f = separation(own.place, origin);
      let square = select(-1e30, own.reach * own.reach - lengthSquared(f) + offset, isSought[cluster] && layer < own.layers);
      for (var k = 0u; k < CLUSTER; k++) {
        let fellow = cluster * CLUSTER + k;
        fellows[fellow] = 2.0 * vec4f(subgroupShuffleXor(f, k), subgroupShuffleXor(own.reach, k));
        squares[fellow] = subgroupShuffleXor(square, k);
      }
    }
    for (var base = 0u; base < rows; base += CLUSTER) {
      let range = numberedRowRange(around, layer, min(base + lane, rows - 1u));
      var filled = joined(select(0u, 1u << lane, base + lane < rows && range.count > 0u));
      for (; filled != 0u; filled &= filled - 1u) { visitRangeOf(rangeOf(range, lane == firstTrailingBit(filled))); }
    }
  }
}

// The same where a particle may be near to them that is seen on the other side of a periodic box from the middle of the search.
fn isNearExactly(own: Member, isOne: bool, place: vec4u, layer: u32) -> bool {
  let r = chunk.listRadius + reachAt(place, frame);
  let layers = select(0u, own.layers, isOne);
  var isNear = false;
  for (var k = 0u; k < CLUSTER; k++) {
    let d = separation(subgroupShuffleXor(own.place, k), place.xyz);
    let radius = r + subgroupShuffleXor(own.reach, k);
    isNear |= lengthSquared(d) < radius * radius && layer < subgroupShuffleXor(layers, k);
  }
  return isNear;
}

fn searchExactly(around: Surroundings, layers: u32) {
  let rows = rowsOfLayer(around);
  for (var layer = 0u; layer < layers; layer++) {
    for (var row = 0u; row < rows; row++) {
      let range = numberedRowRange(around, layer, row);
      for (var base = 0u; base < range.count; base += CLUSTER) {
        let candidate = candidateOf(range, base + lane);
        let isFirst = isNearExactly(members[0], isSought.x, candidate.place, layer);
        let isSecond = isNearExactly(members[1], isSought.y, candidate.place, layer);
        keep(candidate.index, isFirst && candidate.isOne, isSecond && candidate.isOne);
      }
    }
  }
}
