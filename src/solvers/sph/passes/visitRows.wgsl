// The loop over neighbours without a list: whole ranges of cell rows, as they were sorted last. Particles have gone half a
// skin since then at most, so that much is added to the support. The user defines what gpu/neighbourCode.ts says.

// In place of a part of the list: all particles.
struct Chunk {
  first: u32,
}
const chunk = Chunk(0u);
const ROW_BLOCK = 32u;

fn rowCount() -> u32 { return geometry.particleCount; }

fn goesAlong(wants: bool) -> bool { return wants; }

fn visitNeighbours(own: Own, sums: ptr<function, Sums>) {
  let kind = position[own.index].w;
  let around = surroundings(own.position, vec3f(0.0), sqrt(fluid.supportRadiusSquared) + sqrt(fluid.displacementLimitSquared));
  let rowsOfLayer = around.searchY.count * around.searchZ.count;
  for (var row = 0u; row < rowsOfLayer * layersSeenBy(kind); row++) {
    let inLayer = row % rowsOfLayer;
    let range = rowRange(around, row / rowsOfLayer, inLayer % around.searchY.count, inLayer / around.searchY.count);
    for (var k = 0u; k < range.count; k++) {
      let j = rangeMember(range, k);
      if (!interacts(kind, position[j].w)) { continue; }
      let other = neighbourAt(j);
      let d = separation(own.position, other.position);
      addNeighbour(own, other, d, dot(d, d), sums);
    }
  }
}
