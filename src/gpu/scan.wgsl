// Exclusive prefix sum of blocks of SCAN_BLOCK words, in place; each block's total goes to blockSums.
// Blelloch, "Prefix sums and their applications", CMU-CS-90-190 (1990), with four words a thread.

const SCAN_BLOCK = WORKGROUP_SIZE * 4u;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(num_workgroups) groups: vec3u,
) {
  if (status.rebuilding == 0u) { return; }
  let count = arrayLength(&values);
  for (var block = group.x; block * SCAN_BLOCK < count; block += groups.x) {
    let first = block * SCAN_BLOCK + thread * 4u;
    var own: array<u32, 4>;
    var sum = 0u;
    for (var k = 0u; k < 4u; k++) {
      own[k] = sum;
      if (first + k < count) { sum += values[first + k]; }
    }
    let through = sumThrough(thread, sum);
    let offset = through - sum;
    for (var k = 0u; k < 4u; k++) {
      if (first + k < count) { values[first + k] = offset + own[k]; }
    }
    if (thread == WORKGROUP_SIZE - 1u) { blockSums[block] = through; }
    workgroupBarrier();
  }
}
