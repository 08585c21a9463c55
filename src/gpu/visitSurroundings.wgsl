// Calls for every range of the search around a box in one layer what the user of this fragment defines:
//   fn visitRange(range: CellRange)

fn visitSurroundings(centre: vec3u, halfEdge: vec3f, radius: f32, layer: u32) {
  let around = surroundings(centre, halfEdge, radius);
  for (var dz = 0u; dz < around.searchZ.count; dz++) {
    for (var dy = 0u; dy < around.searchY.count; dy++) {
      visitRange(rowRange(around, layer, dy, dz));
    }
  }
}
