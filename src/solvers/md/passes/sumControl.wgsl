// One vec4f per workgroup. The integrator defines `fn summand(index: u32) -> vec4f`.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  if (status.halt != halt_running) { return; }
  var own = vec4f(0.0);
  for (var index = invocation.x; index < geometry.particleCount; index += groups.x * WORKGROUP_SIZE) {
    own = combine(own, summand(index));
  }
  let total = combineWorkgroup(thread, own);
  if (thread == 0u) { partialSums[group.x] = total; }
}
