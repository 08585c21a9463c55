// The last word of `rowLength` says how many particles are in the first layer, as the sort has left them. The user of this fragment binds it, and `chunk`.

fn inFirstLayerWord() -> u32 { return arrayLength(&rowLength) - 1u; }

// Those of the chunk, which come first in it.
fn inFirstLayer() -> u32 {
  let first = chunk.first;
  return min(max(rowLength[inFirstLayerWord()], first) - first, chunk.count);
}
