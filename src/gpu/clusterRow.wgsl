// Rows of the Verlet list, one for two clusters of CLUSTER particles: in the middle neighbours of both, whole groups of CLUSTER, one a word, down from there
// those of the first alone, and down from the end those of the second alone, so that each cluster has half of the room. The particles themselves are among them, those that
// are neighbours of each other.

alias ListWord = u32;

fn rowOfThread(thread: u32) -> u32 { return thread / CLUSTER; }

// The particle in a chunk that a thread has in the first and in the second cluster (0, 1); beyond the last it may be nobody.
fn memberOfThread(thread: u32, cluster: u32) -> u32 {
  return (2u * rowOfThread(thread) + cluster) * CLUSTER + thread % CLUSTER;
}

fn threadsFor(particles: u32) -> u32 { return (particles + 2u * CLUSTER - 1u) / (2u * CLUSTER) * CLUSTER; }

// The first whose row has one of the particles from there on.
fn threadFrom(particle: u32) -> u32 { return particle / (2u * CLUSTER) * CLUSTER; }

fn rowStart(row: u32) -> u32 { return 2u * chunk.capacity * row; }

fn lengthWord(row: u32) -> u32 { return 3u * (chunk.first / (2u * CLUSTER) + row); }

// Of all lanes, each component by itself.
fn lowest(v: vec3i) -> vec3i {
  let ofTwo = min(v, quadSwapX(v));
  let ofFour = min(ofTwo, quadSwapY(ofTwo));
  return min(ofFour, subgroupShuffleXor(ofFour, 4u));
}
