// The way of a particle until the next list: straight on, as fast as it goes now, not further than the limit. Those around it go nearly the same way, so that few
// pairs are listed for what is to come. Without a time ahead they may go anywhere. Who stays for good has no way and never strays.

fn builtWord(index: u32) -> u32 {
  if (stays(position[index].w)) { return foreseen(vec3f(0.0), 0.0, fluid.displacementLimit); }
  if (status.rebuilding == 2u) { return builtPosition[index].w; }
  let limit = fluid.displacementLimit;
  let ahead = timeAhead();
  let leeway = leewayAhead();
  if (ahead == 0.0) { return foreseen(vec3f(0.0), leeway, limit); }
  let way = select(vec3f(0.0), ahead * velocity[index].xyz, goes(position[index].w));
  // Components are rounded to bytes.
  let longest = 0.99 * limit - leeway;
  return foreseen(min(longest / max(length(way), 1e-30), 1.0) * way, leeway, limit);
}

fn builtPlace(place: vec3u, word: u32) -> vec3u {
  if (status.rebuilding == 2u) { return place; }
  return midway(place, pathOf(word, fluid.displacementLimit));
}
