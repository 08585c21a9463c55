// The loop over neighbours without a list: whole ranges of cell rows, as they were sorted last. Particles have gone half a
// skin since then at most, so that much is added to the support. The user defines what gpu/neighbourCode.ts says.

// In place of a part of the list: all particles.
struct Chunk {
  first: u32,
}
const chunk = Chunk(0u);
const ROW_BLOCK = 32u;

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let kind = position[own.index].w;
  let around = surroundings(own.position, vec3f(0.0), sqrt(fluid.supportRadiusSquared) + fluid.displacementLimit);
  let layers = layersSeenBy(layerOf(kind));
  let rows = rowsOfLayer(around);
  for (var layer = 0u; layer < layers; layer++) {
    for (var row = 0u; row < rows; row++) {
      let range = numberedRowRange(around, layer, row);
      for (var k = 0u; k < range.count; k++) {
        let other = neighbourAt(rangeMember(range, k));
        let d = separation(own.position, other.position);
        addNeighbour(own, other, d, dot(d, d), sums);
      }
    }
  }
}

fn alongRow(index: u32) {
  let own = ownOf(index);
  var sums = Sums();
  if (isWanted(own)) { visitNeighbours(own, &sums); }
  finish(own, &sums);
}
