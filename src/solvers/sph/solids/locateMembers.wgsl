// Where the sort has put the particles of solids that move.

fn locateMember(index: u32) {
  if (status.rebuilding == 0u) { return; }
  let material = position[index].w;
  if (!isSolid(material)) { return; }
  let solid = solids[material - FLUID_COUNT];
  if (solid.rowCount == 0u) { return; }
  members[solid.firstRow + u32(tag[index].w) - solid.firstId].w = i32(index);
}
