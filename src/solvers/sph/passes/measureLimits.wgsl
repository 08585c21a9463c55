// Largest speed² and acceleration² of the fluid, one pair per workgroup.

var<workgroup> lanes: array<vec2f, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  if (status.halt != halt_running) { return; }
  var largest = vec2f(0.0);
  for (var index = invocation.x; index < geometry.particleCount; index += groups.x * WORKGROUP_SIZE) {
    let v = velocity[index].xyz;
    let a = rate[RATE_RECORDS * index].xyz;
    let own = vec2f(dot(v, v), dot(a, a));
    largest = max(largest, select(own, vec2f(0.0), isSolid(position[index].w)));
  }
  lanes[thread] = largest;
  workgroupBarrier();
  if (thread != 0u) { return; }
  for (var k = 1u; k < WORKGROUP_SIZE; k++) { largest = max(largest, lanes[k]); }
  partialLimits[group.x] = largest;
}
