// The layer in which the sort has put a row. The user of this fragment binds `cellStart`, and `rowLength` to write (firstLayer.wgsl).

fn layerAt(index: u32) -> u32 {
  var layer = 0u;
  for (var k = 1u; k < LAYER_COUNT; k++) { layer += u32(index >= cellStart[k * cellsOfLayer()]); }
  return layer;
}

fn noteFirstLayer() { rowLength[inFirstLayerWord()] = cellStart[cellsOfLayer()]; }
