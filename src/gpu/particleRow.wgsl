// Rows of the Verlet list, one a particle: four neighbours a word. ROW_BLOCK rows lie side by side, so that neighbouring
// lanes read neighbouring words while each group of lanes walks on through memory without jumps.
// Rows are filled up to whole words with the particle itself.

alias ListWord = vec4u;

fn threadsFor(particles: u32) -> u32 { return particles; }

fn threadFrom(particle: u32) -> u32 { return particle; }

fn rowWord(local: u32, k: u32) -> u32 {
  return ((local / ROW_BLOCK) * (chunk.capacity / 4u) + k) * ROW_BLOCK + local % ROW_BLOCK;
}
