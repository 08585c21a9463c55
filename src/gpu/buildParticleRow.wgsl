// Candidates go to a ring in private memory without a branch, hits move its end on; on llvmpipe a little faster than
// lanes that decide one by one whether to store (bench/choices.md). Whole words leave the ring for the list in bulk.
const RING = 128u;
const BLOCK = 32u;
var<private> ring: array<u32, RING>;
var<private> found: u32;
var<private> wordsKept: u32;

fn keepWords(local: u32, end: u32) {
  for (; wordsKept < end; wordsKept++) {
    let k = (4u * wordsKept) % RING;
    list[rowWord(local, wordsKept)] = vec4u(ring[k], ring[k + 1u], ring[k + 2u], ring[k + 3u]);
  }
}

var<private> ownIndex: u32;

fn visitRange(range: CellRange) {
  let own = position[ownIndex];
  let path = pathAt(own);
  let ownRadius = chunk.listRadius + reachAt(own, path);
  for (var base = 0u; base < range.count; base += BLOCK) {
    let stop = min(range.count, base + BLOCK);
    for (var k = base; k < stop; k++) {
      let j = rangeMember(range, k);
      let other = position[j];
      let d = separation(own.xyz, other.xyz);
      let radius = ownRadius + reachAt(other, path);
      ring[found % RING] = j;
      found += u32(dot(d, d) < radius * radius && j != ownIndex);
    }
    if (found - 4u * wordsKept > RING - 2u * BLOCK) {
      keepWords(ownIndex - chunk.first, min(found, chunk.capacity) / 4u);
    }
  }
}

fn buildRow(local: u32) {
  let index = chunk.first + local;
  ownIndex = index;
  found = 0u;
  wordsKept = 0u;
  let place = position[index];
  let path = pathAt(place);
  let radius = chunk.listRadius + reachAt(place, path) + mostReach(place, path);
  let layers = layersSeenBy(layerAt(index));
  for (var layer = 0u; layer < layers; layer++) { visitSurroundings(place.xyz, vec3f(0.0), radius, layer); }
  if (found > chunk.capacity) {
    atomicMax(&status.listCapacityNeeded, found);
    fail(halt_listOverflow, 0xffffffffu);
  }
  let words = (min(found, chunk.capacity) + 3u) / 4u;
  // A last word that is not full is filled up with the particle itself.
  for (var k = found; k < 4u * words; k++) { ring[k % RING] = index; }
  keepWords(local, words);
  rowLength[index] = words;
  if (index == 0u) { noteFirstLayer(); }
}
