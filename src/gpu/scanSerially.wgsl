// Exclusive prefix sum of blocks of SERIAL_BLOCK words, in place, each by one thread; each block's total goes to blockSums.

fn scanBlock(block: u32) {
  let first = block * SERIAL_BLOCK;
  let end = min(first + SERIAL_BLOCK, arrayLength(&values));
  var sum = 0u;
  for (var k = first; k < end; k++) {
    let own = values[k];
    values[k] = sum;
    sum += own;
  }
  blockSums[block] = sum;
}
