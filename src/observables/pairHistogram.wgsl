// Counts distances into bins, every unordered pair once; one block of bins per unordered pair of types.

fn visitRange(index: u32, origin: vec3u, range: CellRange) {
  // Each pair is counted from its first particle: rows that lie before it hold none of its partners.
  if (range.rowEnd <= index) { return; }
  let typeI = position[index].w;
  for (var k = 0u; k < range.count; k++) {
    let j = rangeMember(range, k);
    if (j <= index) { continue; }
    let other = position[j];
    let d = separation(origin, other.xyz);
    let bin = u32(sqrt(dot(d, d)) * histogram.binsPerLength);
    if (bin < histogram.bins) {
      let low = min(typeI, other.w);
      let high = max(typeI, other.w);
      let block = low * histogram.typeCount - (low * (low + 1u)) / 2u + high;
      atomicAdd(&counts[block * histogram.bins + bin], 1u);
    }
  }
}

fn countPairs(index: u32) {
  if (status.halt > halt_converged) { return; }
  visitSurroundings(index, position[index].xyz, histogram.searchRadius);
}
