// Calls for every range of the search around a position what the user of this fragment defines:
//   fn visitRange(index: u32, position: vec3u, range: CellRange)

fn visitSurroundings(index: u32, position: vec3u, radius: f32) {
  let around = surroundings(position, radius);
  for (var dz = 0u; dz < around.searchZ.count; dz++) {
    for (var dy = 0u; dy < around.searchY.count; dy++) {
      visitRange(index, position, rowRange(around, dy, dz));
    }
  }
}
