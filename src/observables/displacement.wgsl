// Displacements and velocities against an origin that is kept in id order.

// Row of an id in the sorted list of ids.
fn rowOf(id: u32) -> u32 {
  var low = 0u;
  var high = arrayLength(&originTag);
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (u32(originTag[middle].w) <= id) { low = middle; } else { high = middle; }
  }
  return low;
}

var<workgroup> lanes: array<vec2f, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  var own = vec2f(0.0);
  for (var index = invocation.x; index < geometry.particleCount; index += groups.x * WORKGROUP_SIZE) {
    let row = rowOf(u32(tag[index].w));
    // Fractions and images apart, so that neither loses digits: the integer difference is the nearest image,
    // and what it leaves out is a whole number of spans.
    let fraction = position[index].xyz - originPosition[row].xyz;
    let wraps = select(vec3i(0), vec3i(1), position[index].xyz < originPosition[row].xyz);
    let whole = vec3f(tag[index].xyz - originTag[row].xyz - wraps);
    let nearest = vec3f(bitcast<vec3i>(fraction));
    let fold = select(vec3f(0.0), vec3f(1.0), bitcast<vec3i>(fraction) < vec3i(0));
    let displacement = (nearest + (whole + fold) * 0x1p32) * geometry.lengthPerUnit;
    own += vec2f(dot(displacement, displacement), dot(velocity[index].xyz, originVelocity[row].xyz));
  }
  lanes[thread] = own;
  workgroupBarrier();
  if (thread > 0u) { return; }
  var total = vec2f(0.0);
  for (var k = 0u; k < WORKGROUP_SIZE; k++) { total += lanes[k]; }
  partialDisplacements[group.x] = total;
}
