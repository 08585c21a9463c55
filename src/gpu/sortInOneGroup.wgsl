// The whole sort of few particles by one workgroup: as the passes of cellGrid.ts, with barriers in place of their ends. Each
// thread holds the records of its particles, CHUNKS at most, while all are between their old rows and the new ones. The user of this
// fragment defines `fn noteDestination(index: u32, row: u32)`, and what MotionRule says.

// In place of each cell's count the sum of those before it.
fn sumCells(thread: u32) {
  let length = (arrayLength(&cellStart) + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let first = min(thread * length, arrayLength(&cellStart));
  let end = min(first + length, arrayLength(&cellStart));
  var own = 0u;
  for (var cell = first; cell < end; cell++) { own += atomicLoad(&cellStart[cell]); }
  var sum = sumThrough(thread, own) - own;
  for (var cell = first; cell < end; cell++) {
    let count = atomicLoad(&cellStart[cell]);
    atomicStore(&cellStart[cell], sum);
    sum += count;
  }
}

fn sortParticles(thread: u32) {
  // Not CHUNKS, by which compilers would write the loops out.
  let chunks = (geometry.particleCount + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  for (var cell = thread; cell < arrayLength(&cellStart); cell += WORKGROUP_SIZE) { atomicStore(&cellStart[cell], 0u); }
  storageBarrier();
  var cells: array<u32, CHUNKS>;
  var arrivals: array<u32, CHUNKS>;
  var places: array<vec4u, CHUNKS>;
  var velocities: array<vec4f, CHUNKS>;
  var tags: array<vec4i, CHUNKS>;
  var builtWords: array<u32, CHUNKS>;
  for (var k = 0u; k < chunks; k++) {
    let index = thread + k * WORKGROUP_SIZE;
    if (index < geometry.particleCount) {
      places[k] = position[index];
      velocities[k] = velocity[index];
      tags[k] = tag[index];
      builtWords[k] = builtWord(index);
      cells[k] = cellOf(vec4u(builtPlace(places[k].xyz, builtWords[k]), places[k].w));
      arrivals[k] = atomicAdd(&cellStart[cells[k]], 1u);
    }
  }
  storageBarrier();
  sumCells(thread);
  storageBarrier();
  for (var k = 0u; k < chunks; k++) {
    if (thread + k * WORKGROUP_SIZE < geometry.particleCount) {
      members[atomicLoad(&cellStart[cells[k]]) + arrivals[k]] = u32(tags[k].w);
    }
  }
  storageBarrier();
  for (var k = 0u; k < chunks; k++) {
    let index = thread + k * WORKGROUP_SIZE;
    if (index < geometry.particleCount) {
      let first = atomicLoad(&cellStart[cells[k]]);
      let end = atomicLoad(&cellStart[cells[k] + 1u]);
      var row = first;
      for (var member = first; member < end; member++) { row += u32(members[member] < u32(tags[k].w)); }
      position[row] = places[k];
      builtPosition[row] = vec4u(builtPlace(places[k].xyz, builtWords[k]), builtWords[k]);
      velocity[row] = velocities[k];
      tag[row] = tags[k];
      noteDestination(index, row);
    }
  }
}
