// Neighbours have to be found anew once a particle has strayed from the way that it was foreseen to go. `gpu/foreseenPath.wgsl` goes with it.

fn watchWay(index: u32, place: vec3u) {
  if (hasStrayed(place, builtPosition[index], shareBehind(), fluid.displacementLimit)) { atomicStore(&status.rebuilding, 1u); }
}
