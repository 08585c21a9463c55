// Where the sort has put each particle, by its id, which counts from 1.

fn locateParticle(index: u32) {
  if (status.rebuilding == 0u) { return; }
  place[u32(tag[index].w) - 1u] = index;
}
