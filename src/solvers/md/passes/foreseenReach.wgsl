// How far each particle may go until the neighbour list is built again. Particles keep their velocities about as long as a list lasts, so the
// fast ones are given more and the slow ones less: what they go along x(t) = v t + F t² / 2m in a time ahead, and a little more, since
// forces change. A list is right as long as nobody has gone further than that, wherever the guess came from.

// Steps ahead: what the last list lasted but for a quarter, lest each list is expected to last longer than the one before.
const LONGEST_AHEAD = 20.0;

fn builtWord(index: u32) -> u32 {
  if (status.rebuilding == 2u) { return builtPosition[index].w; }
  let ahead = dynamics.timeStep * min(0.75 * f32(status.step - status.builtAt), LONGEST_AHEAD);
  let v = velocity[index].xyz;
  let a = types[position[index].w].inverseMass * force[index].xyz;
  let midway = 0.5 * ahead * (v + 0.25 * ahead * a);
  let end = ahead * (v + 0.5 * ahead * a);
  let path = sqrt(max(lengthSquared(midway), lengthSquared(end)));
  return bitcast<u32>(min(dynamics.shortestReach + path, dynamics.longestReach));
}
