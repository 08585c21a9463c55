// The walk over the cells that a box touches, widened by a radius: a sphere, where the box is a point. Cells of one x-row follow each other after
// the sort, so the search is a handful of ranges. The user of this fragment binds `cellStart`.

// Particles of neighbouring cells of one x-row; past the end of the row it goes on at its start.
struct CellRange {
  first: u32,
  count: u32,
  rowEnd: u32,
  rowCount: u32,
}

fn rangeMember(range: CellRange, k: u32) -> u32 {
  let j = range.first + k;
  return select(j, j - range.rowCount, j >= range.rowEnd);
}

struct AxisSearch {
  // Offset of the first cell from the position's own, and how many cells to visit.
  first: i32,
  count: u32,
  // An axis with few cells is visited once as a whole; distances along it are not known then.
  whole: bool,
}

fn axisSearch(cell: u32, cells: u32, periodic: u32, lowest: i32, highest: i32) -> AxisSearch {
  if (highest - lowest + 1 >= i32(cells)) { return AxisSearch(-i32(cell), cells, true); }
  let first = select(max(lowest, -i32(cell)), lowest, periodic == 1u);
  let last = select(min(highest, i32(cells - 1u - cell)), highest, periodic == 1u);
  return AxisSearch(first, u32(max(last - first + 1, 0)), false);
}

fn wrapCell(cell: u32, offset: i32, cells: u32) -> u32 {
  let wrapped = i32(cell) + offset;
  let n = i32(cells);
  return u32(select(select(wrapped, wrapped - n, wrapped >= n), wrapped + n, wrapped < 0));
}

// Distance [cell widths] of a point at `fraction` of its cell to the cell at `offset` from it.
fn cellDistance(offset: i32, fraction: f32) -> f32 {
  return max(max(f32(offset) - fraction, fraction - f32(offset) - 1.0), 0.0);
}

// What a widened box touches, before it is known which rows.
struct Surroundings {
  // Of the centre.
  place: CellPlace,
  halfEdge: vec3f,
  reach: f32,
  searchY: AxisSearch,
  searchZ: AxisSearch,
}

fn surroundings(centre: vec3u, halfEdge: vec3f, radius: f32) -> Surroundings {
  let place = cellPlace(centre);
  // The place in the cell is known to a few 2⁻¹⁶ of the span; the margin makes up for that.
  let reach = radius + geometry.placeMargin;
  let farthest = vec3i(ceil((halfEdge + reach) / geometry.cellWidth));
  let cells = geometry.cells;
  return Surroundings(
    place,
    halfEdge,
    reach,
    axisSearch(place.cell.y, cells.y, geometry.periodic.y, -farthest.y, farthest.y),
    axisSearch(place.cell.z, cells.z, geometry.periodic.z, -farthest.z, farthest.z),
  );
}

// Members of the touched cells of one row of a layer, the `dy`-th and `dz`-th of the searches; none where the row is too far.
fn rowRange(around: Surroundings, layer: u32, dy: u32, dz: u32) -> CellRange {
  let cells = geometry.cells;
  let width = geometry.cellWidth;
  let place = around.place;
  let offsetZ = around.searchZ.first + i32(dz);
  let offsetY = around.searchY.first + i32(dy);
  let beyondZ = max(width.z * cellDistance(offsetZ, place.fraction.z) - around.halfEdge.z, 0.0);
  let beyondY = max(width.y * cellDistance(offsetY, place.fraction.y) - around.halfEdge.y, 0.0);
  let distanceZ = select(beyondZ, 0.0, around.searchZ.whole);
  let distanceY = select(beyondY, 0.0, around.searchY.whole);
  let left = around.reach * around.reach - distanceZ * distanceZ - distanceY * distanceY;
  if (left < 0.0) { return CellRange(0u, 0u, 1u, 0u); }
  let extent = (sqrt(left) + around.halfEdge.x) / width.x;
  let lowest = i32(floor(place.fraction.x - extent));
  let highest = i32(floor(place.fraction.x + extent));
  let searchX = axisSearch(place.cell.x, cells.x, geometry.periodic.x, lowest, highest);
  let rowNumber = cellRow(wrapCell(place.cell.y, offsetY, cells.y), wrapCell(place.cell.z, offsetZ, cells.z));
  let row = layer * cellsOfLayer() + rowNumber * cells.x;
  let along = wrapCell(place.cell.x, searchX.first, cells.x);
  let against = wrapCell(cells.x - along, -i32(searchX.count), cells.x);
  let first = select(along, against, (rowNumber & 1u) == 1u);
  let end = first + searchX.count;
  let rowStart = cellStart[row];
  let rowEnd = cellStart[row + cells.x];
  let start = cellStart[row + first];
  let wraps = end > cells.x;
  let stop = cellStart[row + select(end, end - cells.x, wraps)];
  let count = stop - start + select(0u, rowEnd - rowStart, wraps);
  return CellRange(start, count, rowEnd, rowEnd - rowStart);
}

fn rowsOfLayer(around: Surroundings) -> u32 { return around.searchY.count * around.searchZ.count; }

// The same of a row by its number in the layer. Integers are divided lane by lane on some adapters, floats together; a quotient that is one too many or too few is put right.
fn numberedRowRange(around: Surroundings, layer: u32, row: u32) -> CellRange {
  let length = i32(around.searchY.count);
  let quotient = i32(f32(row) / f32(length));
  let rest = i32(row) - quotient * length;
  let tooMany = select(0, 1, rest < 0);
  let tooFew = select(0, 1, rest >= length);
  let dz = quotient - tooMany + tooFew;
  return rowRange(around, layer, u32(rest + (tooMany - tooFew) * length), u32(dz));
}
