// Rows of the Verlet list: four neighbours a word. Thirty-two rows lie side by side, so that neighbouring
// lanes read neighbouring words while each group of lanes walks on through memory without jumps.
// Rows are filled up to whole words with the particle itself.

fn rowWord(local: u32, k: u32) -> u32 {
  return ((local / 32u) * (chunk.capacity / 4u) + k) * 32u + local % 32u;
}
