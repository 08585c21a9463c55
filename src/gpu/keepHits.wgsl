// Where hits go: one behind the other, neighbours of both clusters, of the first alone and of the second alone apart (clusterRow.wgsl).

var<private> lane: u32;
var<private> firstWord: u32;
// Neighbours of both, of the first alone, of the second alone.
var<private> found: vec3u;

// What the lanes have set, together.
fn joined(own: u32) -> u32 {
  let ofTwo = own | quadSwapX(own);
  let ofFour = ofTwo | quadSwapY(ofTwo);
  return ofFour | subgroupShuffleXor(ofFour, 4u);
}

// Numbers of set bits in each byte.
fn countOfBytes(bits: u32) -> u32 {
  let ofTwo = bits - ((bits >> 1u) & 0x55555555u);
  let ofFour = (ofTwo & 0x33333333u) + ((ofTwo >> 2u) & 0x33333333u);
  return (ofFour + (ofFour >> 4u)) & 0x0f0f0f0fu;
}

fn bytesOf(word: u32) -> vec3u { return (vec3u(word) >> vec3u(0u, 8u, 16u)) & vec3u(0xffu); }

// Keeps candidates, one in each lane, that are near to the first cluster or to the second.
fn keep(j: u32, isFirst: bool, isSecond: bool) {
  let near = joined(select(0u, 1u << lane, isFirst) | select(0u, 0x100u << lane, isSecond));
  let both = near & (near >> 8u) & 0xffu;
  let alone = near ^ (both * 0x101u);
  // In bytes: neighbours of both, of the first alone, of the second alone.
  let hits = both | (alone << 8u);
  let own = (hits >> lane) & 0x10101u;
  let slot = found + bytesOf(countOfBytes(hits & (((1u << lane) - 1u) * 0x10101u)));
  let room = chunk.capacity;
  let isOfBoth = (own & 0xffu) != 0u;
  let isOfFirst = (own & 0xff00u) != 0u;
  let ofOne = select(2u * room - 1u - slot.z, room - 1u - slot.y, isOfFirst);
  // What does not fit may stand in place of others, but not in another row.
  let fits = select(select(slot.z, slot.y, isOfFirst), slot.x, isOfBoth) < room;
  if (own != 0u && fits) { list[firstWord + select(ofOne, room + slot.x, isOfBoth)] = j; }
  found += bytesOf(countOfBytes(hits));
}
