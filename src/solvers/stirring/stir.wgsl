// Changes velocities within a cylinder around a line, by a share that falls smoothly to nothing at its side.
fn stir(index: u32) {
  let position = positions[index];
  if (((stroke.kinds >> min(position.w, 31u)) & 1u) == 0u) { return; }
  let place = stroke.origin + vec3f(position.xyz) * stroke.perUnit - stroke.point;
  let apart = place - dot(place, stroke.direction) * stroke.direction;
  let ratio = dot(apart, apart) / (stroke.radius * stroke.radius);
  if (ratio >= 1.0) { return; }
  let share = (1.0 - ratio) * (1.0 - ratio);
  let towards = -apart / stroke.radius;
  let own = velocities[index];
  let changed = own.xyz * (1.0 + share * stroke.heating) + share * (stroke.push + stroke.pull * towards);
  velocities[index] = vec4f(changed * stroke.axes, own.w);
}
