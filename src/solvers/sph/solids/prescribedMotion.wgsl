// Prescribed motions as functions of the time alone, so that no error adds up (parameters/motionParameters.ts). Velocities and
// accelerations are the derivatives. A held solid alone goes on from where it is.

fn unitsOf(length: vec3f) -> vec3u {
  let units = length * geometry.unitsPerLength;
  return bitcast<vec3u>(vec3i(round(units - round(units * 0x1p-32) * 0x1p32)));
}

fn cycles(motion: Motion) -> u32 { return clockPhase(motion.mantissas.x, motion.exponents.x); }

fn sinusoidal(motion: Motion, solid: ptr<function, Solid>) {
  let start = turnOf(motion.phase);
  let now = turnOf(motion.phase + cycles(motion));
  (*solid).center = motion.start + unitsOf(motion.amplitude * (now.y - start.y));
  (*solid).velocity = motion.angularRate * now.x * motion.amplitude;
  (*solid).acceleration = -motion.angularRate * motion.angularRate * now.y * motion.amplitude;
}

// About an axis that stands still: half the angle as (cos, sin), its first and its second derivative.
fn turnAbout(motion: Motion, half: vec2f, rate: f32, change: f32, solid: ptr<function, Solid>) {
  let q = vec4f(half.y * motion.axis, half.x);
  let arm = rotated(q, motion.arm);
  let spin = rate * motion.axis;
  let spinChange = change * motion.axis;
  (*solid).orientation = q;
  (*solid).center = motion.start + unitsOf(arm - motion.arm);
  (*solid).angularVelocity = spin;
  (*solid).angularAcceleration = spinChange;
  (*solid).velocity = cross(spin, arm);
  (*solid).acceleration = cross(spinChange, arm) + cross(spin, cross(spin, arm));
}

fn swinging(motion: Motion, solid: ptr<function, Solid>) {
  let now = turnOf(cycles(motion));
  let halfTurns = motion.swing * now.y / 12.566370614359172;
  let rate = motion.angularRate;
  turnAbout(
    motion, turn(halfTurns - floor(halfTurns)), motion.swing * rate * now.x, -motion.swing * rate * rate * now.y, solid
  );
}

// Linear between rows (displacement, time), at rest after the last.
fn tabulated(motion: Motion, solid: ptr<function, Solid>) {
  let time = status.clock.time;
  let rest = status.clock.timeRest;
  var below = motion.firstRow;
  var above = motion.firstRow + motion.rowCount;
  while (above - below > 1u) {
    let middle = (below + above) / 2u;
    if ((time - motionTables[middle].w) + rest >= 0.0) { below = middle; } else { above = middle; }
  }
  let row = motionTables[below];
  var velocity = vec3f(0.0);
  if (above < motion.firstRow + motion.rowCount) {
    let next = motionTables[above];
    velocity = (next.xyz - row.xyz) / (next.w - row.w);
  }
  (*solid).velocity = velocity;
  (*solid).center = motion.start + unitsOf(row.xyz + ((time - row.w) + rest) * velocity);
}

// A damped spring to the place it is led to: τ v' = w − v with w = gap / 4τ, which is critical damping, and |w| at most the limit.
// Implicit in v, so that no step is too long for it.
fn follow(motion: Motion, solid: ptr<function, Solid>) {
  let rate = motion.angularRate;
  let step = status.clock.timeStep;
  let gap = vec3f(bitcast<vec3i>(motion.start - (*solid).center)) * geometry.lengthPerUnit;
  let speed = 0.25 * rate * length(gap);
  let wanted = 0.25 * rate * gap * select(1.0, motion.speedLimit / speed, speed > motion.speedLimit);
  (*solid).acceleration = rate / (1.0 + step * rate) * (wanted - (*solid).velocity);
  (*solid).velocity += step * (*solid).acceleration;
  (*solid).center += bitcast<vec3u>(vec3i(round(step * (*solid).velocity * geometry.unitsPerLength)));
}

fn prescribe(motion: Motion, solid: ptr<function, Solid>) {
  switch (motion.kind) {
    case motion_constant: {
      let x = clockPhase(motion.mantissas.x, motion.exponents.x);
      let y = clockPhase(motion.mantissas.y, motion.exponents.y);
      let z = clockPhase(motion.mantissas.z, motion.exponents.z);
      (*solid).center = motion.start + vec3u(x, y, z);
    }
    case motion_sinusoidal: { sinusoidal(motion, solid); }
    case motion_rotating: { turnAbout(motion, turnOf(cycles(motion)), motion.angularRate, 0.0, solid); }
    case motion_swinging: { swinging(motion, solid); }
    case motion_tabulated: { tabulated(motion, solid); }
    default: {}
  }
}
