var<private> found: u32;
// The last four neighbours found, the oldest first.
var<private> latest: vec4u;

fn keep(local: u32, j: u32) {
  latest = vec4u(latest.yzw, j);
  found++;
  if (found % 4u == 0u && found <= chunk.capacity) { list[rowWord(local, found / 4u - 1u)] = latest; }
}

// Tests gather their hits as bits first: lanes that keep together, hit after hit, are faster than lanes that
// each decide anew at every candidate.
fn isNeighbour(index: u32, origin: vec3u, range: CellRange, k: u32) -> u32 {
  let j = rangeMember(range, k);
  let d = separation(origin, position[j].xyz);
  return u32(dot(d, d) < chunk.listRadius * chunk.listRadius && j != index && k < range.count);
}

fn visitRange(index: u32, origin: vec3u, range: CellRange) {
  for (var base = 0u; base < range.count; base += 32u) {
    let stop = min(range.count - base, 32u);
    var hits = 0u;
    for (var k = 0u; k < stop; k += 4u) {
      let first = isNeighbour(index, origin, range, base + k) | (isNeighbour(index, origin, range, base + k + 1u) << 1u);
      let second = isNeighbour(index, origin, range, base + k + 2u) | (isNeighbour(index, origin, range, base + k + 3u) << 1u);
      hits |= (first | (second << 2u)) << k;
    }
    for (; hits != 0u; hits &= hits - 1u) {
      keep(index - chunk.first, rangeMember(range, base + countTrailingZeros(hits)));
    }
  }
}

fn buildRow(local: u32) {
  if (atomicLoad(&status.rebuilding) == 0u) { return; }
  let index = chunk.first + local;
  found = 0u;
  visitSurroundings(index, position[index].xyz, chunk.listRadius);
  if (found > chunk.capacity) {
    atomicMax(&status.listCapacityNeeded, found);
    fail(halt_listOverflow, 0xffffffffu);
  }
  let words = (min(found, chunk.capacity) + 3u) / 4u;
  rowWords[index] = words;
  // A last word that is not full is filled up with the particle itself.
  for (var k = found; k < 4u * words; k++) { keep(local, index); }
}
