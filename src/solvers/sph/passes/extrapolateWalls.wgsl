// Dummy particles of walls take on the fluid's pressure and mirror its velocity:
// p_w = [Σ p_f W + (g − a_w)·Σ ρ_f (x_w − x_f) W] / Σ W, u_w = 2 v_w − Σ v_f W / Σ W
// (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eqs. 22 and 27). a_w is that of the wall's motion; of a free body that of
// the last steps (solids/pushBodies.wgsl), as that of this one follows from these pressures.

struct Own {
  index: u32,
  position: vec3u,
  material: u32,
}

struct Sums {
  weight: f32,
  pressure: f32,
  moment: vec3f,
  velocity: vec3f,
  // Σ W of each fluid.
  shares: array<f32, FLUID_COUNT>,
}

// Walls are no neighbours of one another, and only theirs count.
fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>) {
  let w = weight(r2);
  (*sums).weight += w;
  (*sums).pressure += w * other.pressure;
  (*sums).moment += (w * other.density) * d;
  if (SLIP != 1u) { (*sums).velocity += w * other.record.xyz; }
  if (FLUID_COUNT > 1u) { (*sums).shares[min(other.kind, FLUID_COUNT - 1u)] += w; }
}

fn facingFluid(sums: ptr<function, Sums>) -> u32 {
  var facing = 0u;
  for (var k = 1u; k < FLUID_COUNT; k++) {
    if ((*sums).shares[k] > (*sums).shares[facing]) { facing = k; }
  }
  return facing;
}

fn ownOf(index: u32) -> Own {
  let place = position[index];
  return Own(index, place.xyz, place.w);
}

fn isWanted(own: Own) -> bool { return isSolid(own.material); }

fn finish(own: Own, sums: ptr<function, Sums>) {
  if (!isSolid(own.material)) { return; }
  let index = own.index;
  let prescribed = velocity[index].xyz;
  var pressure = 0.0;
  var mirrored = prescribed;
  if ((*sums).weight > 0.0) {
    let acceleration = status.clock.bodyForce - solidAcceleration(position[index]);
    pressure = ((*sums).pressure + dot(acceleration, (*sums).moment)) / (*sums).weight;
    // Fluid that comes in has the velocity of its inlet. Where all walls slip nobody looks at it.
    if (SLIP != 1u && !isInlet(own.material)) { mirrored = 2.0 * prescribed - (*sums).velocity / (*sums).weight; }
  }
  var facing = facingFluid(sums);
  if (isInlet(own.material)) { facing = own.material; }
  thermo[index] = vec2f(wallDensity(pressure, facing), pressure);
  shown[index] = vec4f(mirrored, pressure);
}
