// Sums over a workgroup: x, y, z added, of w the largest kept. The result is valid on thread 0.

var<workgroup> lanes: array<vec4f, WORKGROUP_SIZE>;

fn combine(a: vec4f, b: vec4f) -> vec4f { return vec4f(a.xyz + b.xyz, max(a.w, b.w)); }

fn combineWorkgroup(thread: u32, own: vec4f) -> vec4f {
  lanes[thread] = own;
  workgroupBarrier();
  var total = vec4f(0.0);
  if (thread == 0u) {
    for (var k = 0u; k < WORKGROUP_SIZE; k++) { total = combine(total, lanes[k]); }
  }
  return total;
}
