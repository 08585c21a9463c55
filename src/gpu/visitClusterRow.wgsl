// The loop over neighbours where two clusters of CLUSTER particles share a row: each lane fetches a neighbour, and all see each of them in turn, with the
// particle that they have in one cluster and, if it is a neighbour of both, with that in the other.

// Where the particles of a cluster and their neighbours are [length], seen from the middle of the cluster: what is far from there is not known to the last digit,
// but a distance is three subtractions then instead of nine operations.
struct Frame {
  origin: vec3u,
  kind: u32,
  // This lane's particle.
  own: vec3f,
}

fn frameOf(own: Own, kind: u32) -> Frame {
  let first = subgroupBroadcast(own.position, 0u);
  let beside = bitcast<vec3i>(own.position - first);
  // The complement of an integer is the larger the smaller it is. Halves are added, so that nothing overflows.
  let middle = (lowest(beside) >> vec3u(1u)) + (~lowest(~beside) >> vec3u(1u));
  let origin = first + bitcast<vec3u>(middle);
  return Frame(origin, subgroupBroadcast(kind, 0u), separation(own.position, origin));
}

// Whether a frame serves all of a cluster: nobody is far away, nor seen on the other side of a periodic box from where a neighbour is, and the list holds
// pairs alone.
fn serves(frame: Frame, kind: u32) -> bool {
  let radius = vec3f(chunk.listRadius);
  let extent = min(2.0 * radius, max(0x1p31 * geometry.lengthPerUnit - radius, vec3f(0.0)));
  return subgroupAll(all(abs(frame.own) <= extent) && isAlike(kind, frame.kind));
}

fn placedIn(frame: Frame, other: Neighbour) -> Placed {
  let beyond = vec3f(8.0 * chunk.listRadius);
  return Placed(other, select(beyond, separation(other.position, frame.origin), staysPair(frame.kind, other.kind)));
}

fn seenIn(frame: Frame, placed: Placed) -> Sight {
  let d = frame.own - placed.place;
  return Sight(placed.other, d, lengthSquared(d));
}

// All distances of a group are known before its first term: a processor that looks ahead has several to work on then. Not a loop, since what it asks
// for once a turn would be asked for eight times.
fn visitGroup(own: Own, frame: Frame, fetched: Neighbour, sums: ptr<function, Sums>) {
  let placed = placedIn(frame, fetched);
  let across = placedAcross(placed);
  let a = seenIn(frame, placed);
  let b = seenIn(frame, placedBesideX(placed));
  let c = seenIn(frame, placedBesideY(placed));
  let d = seenIn(frame, placedBesideDiagonal(placed));
  let e = seenIn(frame, across);
  let f = seenIn(frame, placedBesideX(across));
  let g = seenIn(frame, placedBesideY(across));
  let h = seenIn(frame, placedBesideDiagonal(across));
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

// Words of a row that follow one another.
struct Words {
  first: u32,
  count: u32,
}

// The neighbours of two parts of a row, one after the other.
fn visitEach(lane: u32, one: Words, next: Words, own: Own, kind: u32, sums: ptr<function, Sums>) {
  let length = one.count + next.count;
  for (var base = 0u; base < length; base += CLUSTER) {
    let count = min(length - base, CLUSTER);
    let slot = base + min(lane, count - 1u);
    let fetched = neighbourAt(list[select(next.first + slot - one.count, one.first + slot, slot < one.count)]);
    for (var k = 0u; k < count; k++) { addSeen(own, sight(own, kind, neighbourOf(fetched, k)), sums); }
    endGroup(sums);
  }
}

fn alongRow(thread: u32) {
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
    let kindA = position[a.index].w;
    let kindB = position[b.index].w;
    let ofBoth = rowLength[word];
    let ofA = rowLength[word + 1u];
    let ofB = rowLength[word + 2u];
    let middle = rowStart(row) + chunk.capacity;
    let end = middle + chunk.capacity;
    let wholeA = ofA / CLUSTER * CLUSTER;
    let wholeB = ofB / CLUSTER * CLUSTER;
    let seenByA = wholeA + ofBoth;
    var eachOfA = Words(middle - ofA, ofA - wholeA);
    var eachOfB = Words(end - ofB, ofB - wholeB);
    var eachOfBoth = Words(middle, 0u);
    if (seenByA + wholeB > 0u) {
      let frameA = frameOf(a, kindA);
      let frameB = frameOf(b, kindB);
      if (serves(frameA, kindA) && serves(frameB, kindB)) {
        for (var k = 0u; k < seenByA + wholeB; k += CLUSTER) {
          let fetched = neighbourAt(list[select(end - wholeB - seenByA, middle - wholeA, k < seenByA) + k + lane]);
          if (k < seenByA) { visitGroup(a, frameA, fetched, &sumsA); }
          if (k >= wholeA) { visitGroup(b, frameB, fetched, &sumsB); }
        }
      } else {
        eachOfA.count = ofA;
        eachOfB.count = ofB;
        eachOfBoth.count = ofBoth;
      }
    }
    visitEach(lane, eachOfBoth, eachOfA, a, kindA, &sumsA);
    visitEach(lane, eachOfBoth, eachOfB, b, kindB, &sumsB);
  }
  if (localA <= last) { finish(a, &sumsA); }
  if (localB <= last) { finish(b, &sumsB); }
}
