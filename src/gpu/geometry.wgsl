// Fixed-point positions (core/fixedPoint.ts): differences, cells, and the walk over a particle's surroundings.

// The middle half of a span, where particles keep to along axes that are not periodic.
const middleLower = 0x40000000u;
const middleUpper = 0xc0000000u;

// a − b to the nearest image [length]: the integer subtraction wraps by itself.
fn separation(a: vec3u, b: vec3u) -> vec3f {
  return vec3f(bitcast<vec3i>(a - b)) * geometry.lengthPerUnit;
}

// Written out for adapters that fuse what is written so, and nothing else.
fn lengthSquared(d: vec3f) -> f32 { return fma(d.x, d.x, fma(d.y, d.y, d.z * d.z)); }

struct CellPlace {
  cell: vec3u,
  // Where in the cell, 0 to 1 along each axis.
  fraction: vec3f,
}

fn cellPlace(position: vec3u) -> CellPlace {
  let along = (clamp(position, geometry.cellLower, geometry.cellUpper) - geometry.cellLower) >> geometry.cellShift;
  let scaled = along * geometry.cellFactor;
  return CellPlace(min(scaled >> vec3u(16u), geometry.cells - 1u), vec3f(scaled & vec3u(0xffffu)) * 0x1p-16);
}

// Rows of cells follow one another as a field is ploughed: each begins where the one before ends, so that particles which follow one another
// there are near to one another as well. Those of odd number have their last cell first.
fn cellRow(y: u32, z: u32) -> u32 {
  return z * geometry.cells.y + select(y, geometry.cells.y - 1u - y, (z & 1u) == 1u);
}

fn cellsOfLayer() -> u32 { return geometry.cells.x * geometry.cells.y * geometry.cells.z; }

fn cellIndex(position: vec3u) -> u32 {
  let cell = cellPlace(position).cell;
  let row = cellRow(cell.y, cell.z);
  return row * geometry.cells.x + select(cell.x, geometry.cells.x - 1u - cell.x, (row & 1u) == 1u);
}
