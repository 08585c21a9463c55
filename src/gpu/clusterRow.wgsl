// Rows of the Verlet list, one for CLUSTER particles: one neighbour a word. The particles themselves are among them, those that
// are neighbours of each other.

alias ListWord = u32;

fn rowWord(local: u32, k: u32) -> u32 { return local / CLUSTER * chunk.capacity + k; }
