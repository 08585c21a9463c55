// Second half of a step of free bodies, a workgroup each: force and torque, Σ m a and Σ r × m a over the body's particles in the
// order of their ids, and the rest of the kick.

var<workgroup> forces: array<vec3f, WORKGROUP_SIZE>;
var<workgroup> torques: array<vec3f, WORKGROUP_SIZE>;

fn push(index: u32, force: vec3f, torque: vec3f) {
  var body = bodies[index];
  var solid = solids[body.solid];
  let kick = (1.0 - FIRST_KICK) * status.clock.timeStep;
  let inPlane = vec3f(1.0, 1.0, f32(DIMENSIONS - 2u));
  body.acceleration = force / body.mass + inPlane * status.clock.bodyForce;
  solid.velocity += kick * body.acceleration;
  body.torque = torque;
  body.angularMomentum += kick * torque;
  solid.angularVelocity = overInertia(body, solid.orientation, body.angularMomentum);
  let change = torque - cross(solid.angularVelocity, body.angularMomentum);
  // The record of the solid is what pressures on its walls are extrapolated with (extrapolateWalls.wgsl), and these push back with
  // about the mass of the fluid in its place. A light body would swing ever further from step to step.
  solid.acceleration += body.response * (body.acceleration - solid.acceleration);
  let spinChange = overInertia(body, solid.orientation, change);
  solid.angularAcceleration += body.response * (spinChange - solid.angularAcceleration);
  bodies[index] = body;
  solids[body.solid] = solid;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  if (status.halt != halt_running) { return; }
  let solid = solids[bodies[group.x].solid];
  var force = vec3f(0.0);
  var torque = vec3f(0.0);
  for (var k = thread; k < solid.rowCount; k += WORKGROUP_SIZE) {
    let index = u32(members[solid.firstRow + k].w);
    let own = position[index];
    let part = massOf(own.w) * rate[RATE_RECORDS * index].xyz;
    force += part;
    torque += cross(separation(own.xyz, solid.center), part);
  }
  forces[thread] = force;
  torques[thread] = torque;
  workgroupBarrier();
  for (var reach = WORKGROUP_SIZE / 2u; reach > 0u; reach /= 2u) {
    if (thread < reach) {
      forces[thread] += forces[thread + reach];
      torques[thread] += torques[thread + reach];
    }
    workgroupBarrier();
  }
  if (thread == 0u) { push(group.x, forces[0], torques[0]); }
}
