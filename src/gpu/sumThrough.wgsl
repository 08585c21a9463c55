var<workgroup> partial: array<u32, WORKGROUP_SIZE>;

// The numbers of this thread and of all before it in its workgroup, added up; every thread has to come by.
fn sumThrough(thread: u32, own: u32) -> u32 {
  partial[thread] = own;
  workgroupBarrier();
  for (var reach = 1u; reach < WORKGROUP_SIZE; reach *= 2u) {
    var before = 0u;
    if (thread >= reach) { before = partial[thread - reach]; }
    workgroupBarrier();
    partial[thread] += before;
    workgroupBarrier();
  }
  return partial[thread];
}
