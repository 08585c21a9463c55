// First half of a step of a free body: half a kick with the last force, or none, and it drifts. Its turn is that of the angular velocity
// in the middle of the step, found by half a step ahead: second order, with the angular momentum exact
// (J. C. Simo & K. K. Wong, Int. J. Numer. Methods Eng. 31, 19 (1991)).

// exp(angle) q for a rotation vector.
fn turnedBy(angle: vec3f, q: vec4f) -> vec4f {
  let size = length(angle);
  let half = turn(fract(size / 12.566370614359172));
  let p = vec4f(angle * select(half.y / size, 0.5, size < 1e-12), half.x);
  return normalize(vec4f(p.w * q.xyz + q.w * p.xyz + cross(p.xyz, q.xyz), p.w * q.w - dot(p.xyz, q.xyz)));
}

fn moveBody(solid: ptr<function, Solid>) {
  let step = status.clock.timeStep;
  var body = bodies[(*solid).body];
  body.angularMomentum += FIRST_KICK * step * body.torque;
  let start = (*solid).orientation;
  let momentum = body.angularMomentum;
  let middle = turnedBy(0.5 * step * overInertia(body, start, momentum), start);
  let end = turnedBy(step * overInertia(body, middle, momentum), start);
  (*solid).velocity += FIRST_KICK * step * body.acceleration;
  (*solid).center += bitcast<vec3u>(vec3i(round(step * (*solid).velocity * geometry.unitsPerLength)));
  (*solid).orientation = end;
  (*solid).angularVelocity = overInertia(body, end, momentum);
  bodies[(*solid).body] = body;
}

// In a hand, which holds it as it lies.
fn stopTurning(solid: ptr<function, Solid>) {
  (*solid).angularVelocity = vec3f(0.0);
  (*solid).angularAcceleration = vec3f(0.0);
  if ((*solid).body != NO_BODY) { bodies[(*solid).body].angularMomentum = vec3f(0.0); }
}
