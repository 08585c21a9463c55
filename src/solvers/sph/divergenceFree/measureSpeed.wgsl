// Largest speed² of all particles, walls included, one number per workgroup.

var<workgroup> lanes: array<f32, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  if (status.halt != halt_running) { return; }
  var largest = 0.0;
  for (var index = invocation.x; index < geometry.particleCount; index += groups.x * WORKGROUP_SIZE) {
    let v = velocity[index].xyz;
    largest = max(largest, dot(v, v));
  }
  lanes[thread] = largest;
  workgroupBarrier();
  if (thread != 0u) { return; }
  for (var k = 1u; k < WORKGROUP_SIZE; k++) { largest = max(largest, lanes[k]); }
  partialLimits[group.x] = vec2f(largest, 0.0);
}
