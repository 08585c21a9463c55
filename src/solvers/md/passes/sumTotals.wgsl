// Twenty sums per workgroup, finished on the host in float64; the last is the largest |force component|.

const QUANTITIES = 20u;
var<workgroup> lanes: array<f32, QUANTITIES * WORKGROUP_SIZE>;

fn leave(thread: u32, quantity: u32, value: vec4f) {
  for (var k = 0u; k < 4u; k++) { lanes[(quantity + k) * WORKGROUP_SIZE + thread] = value[k]; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  var diagonal = vec4f(0.0);
  var sides = vec4f(0.0);
  var energy = vec4f(0.0);
  var virial = vec4f(0.0);
  var momentum = vec4f(0.0);
  for (var index = invocation.x; index < geometry.particleCount; index += groups.x * WORKGROUP_SIZE) {
    let record = velocity[index];
    let v = record.xyz;
    let mass = types[position[index].w].mass;
    let largest = abs(force[index].xyz);
    diagonal += mass * vec4f(v * v, v.x * v.y);
    sides += vec4f(mass * v.x * v.z, mass * v.y * v.z, record.w, 0.0);
    energy += energyAndVirial[index];
    virial += virialSides[index];
    momentum = vec4f(momentum.xyz + mass * v, max(momentum.w, max(largest.x, max(largest.y, largest.z))));
  }
  leave(thread, 0u, diagonal);
  leave(thread, 4u, sides);
  leave(thread, 8u, energy);
  leave(thread, 12u, virial);
  leave(thread, 16u, momentum);
  workgroupBarrier();
  if (thread >= QUANTITIES) { return; }
  // Kahan summation (Commun. ACM 8, 40 (1965)): in a crystal all terms round alike, and errors would add up.
  var total = 0.0;
  var rest = 0.0;
  for (var k = 0u; k < WORKGROUP_SIZE; k++) {
    let value = lanes[thread * WORKGROUP_SIZE + k];
    if (thread == QUANTITIES - 1u) {
      total = max(total, value);
    } else {
      let term = value - rest;
      let sum = total + term;
      rest = (sum - total) - term;
      total = sum;
    }
  }
  partialTotals[group.x * QUANTITIES + thread] = total;
}
