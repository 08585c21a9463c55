// Counts distances into bins, every unordered pair once; one block of bins per unordered pair of types.

var<private> ownIndex: u32;

fn visitRange(range: CellRange) {
  // Each pair is counted from its first particle: rows that lie before it hold none of its partners.
  if (range.rowEnd <= ownIndex) { return; }
  let own = position[ownIndex];
  for (var k = 0u; k < range.count; k++) {
    let j = rangeMember(range, k);
    if (j <= ownIndex) { continue; }
    let other = position[j];
    let d = separation(own.xyz, other.xyz);
    let bin = u32(sqrt(dot(d, d)) * histogram.binsPerLength);
    if (bin < histogram.bins) {
      let low = min(own.w, other.w);
      let high = max(own.w, other.w);
      let block = low * histogram.typeCount - (low * (low + 1u)) / 2u + high;
      atomicAdd(&counts[block * histogram.bins + bin], 1u);
    }
  }
}

fn countPairs(index: u32) {
  if (status.halt > halt_converged) { return; }
  ownIndex = index;
  visitSurroundings(position[index].xyz, vec3f(0.0), histogram.searchRadius, 0u);
}
