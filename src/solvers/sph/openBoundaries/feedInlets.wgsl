// One workgroup: counts what has left, turns conveyor particles that have passed their opening into fluid, and puts
// one from the reserve behind the conveyor for each: in the order of their ids, so that nothing hangs on the order of threads.

var<workgroup> due: vec2u;
// Of the ids of each thread, how many have passed and how many wait; then of all ids before them.
var<workgroup> counts: array<vec2u, WORKGROUP_SIZE>;

fn kindOf(k: u32) -> vec2u {
  let own = position[place[k]];
  if (own.w == RESERVE) { return vec2u(0u, 1u); }
  if (!isInlet(own.w)) { return vec2u(0u); }
  return vec2u(u32(hasPassed(own)), 0u);
}

// The counters of the step; they start anew even where it has failed.
fn settle() -> vec2u {
  let counted = vec2u(atomicExchange(&exchange.leaving, 0u), atomicExchange(&exchange.passing, 0u));
  if (atomicLoad(&status.isActive) == 0u || isHalted() || all(counted == vec2u(0u))) { return vec2u(0u); }
  status.clock.removed += counted.x;
  status.clock.added += counted.y;
  // Their neighbours are others now.
  atomicStore(&status.rebuilding, 1u);
  return counted;
}

fn feed(front: u32, follower: u32) {
  let own = position[front];
  let record = velocity[front];
  let inlet = inletOf(own.w);
  position[front] = vec4u(own.xyz, inlet.fluid);
  velocity[front] = vec4f(record.xyz, startingState(record.w));
  setRecordBeside(front, record.xyz);
  position[follower] = vec4u(own.xyz + bitcast<vec3u>(inlet.back), own.w);
  velocity[follower] = record;
  setRecordBeside(follower, vec3f(0.0));
  tag[follower] = vec4i(tag[front].xyz, tag[follower].w);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (thread == 0u) { due = settle(); }
  let passing = workgroupUniformLoad(&due).y;
  if (passing == 0u) { return; }

  let count = geometry.particleCount;
  let perThread = (count + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let first = thread * perThread;
  let end = min(first + perThread, count);
  var own = vec2u(0u);
  for (var k = first; k < end; k++) { own += kindOf(k); }
  counts[thread] = own;
  workgroupBarrier();
  if (thread == 0u) {
    var sum = vec2u(0u);
    for (var t = 0u; t < WORKGROUP_SIZE; t++) {
      let before = sum;
      sum += counts[t];
      counts[t] = before;
    }
    due = sum;
  }
  let found = workgroupUniformLoad(&due);
  var rank = counts[thread];
  for (var k = first; k < end; k++) {
    let kind = kindOf(k);
    if (kind.x == 1u) { queue[2u * rank.x] = place[k]; }
    if (kind.y == 1u && rank.y < found.x) { queue[2u * rank.y + 1u] = place[k]; }
    rank += kind;
  }
  storageBarrier();
  if (found.y < found.x) {
    // The number of the first inlet that is left without.
    if (thread == 0u) { fail(halt_reserveEmpty, position[queue[2u * found.y]].w - FIRST_INLET); }
    return;
  }
  for (var k = thread; k < found.x; k += WORKGROUP_SIZE) { feed(queue[2u * k], queue[2u * k + 1u]); }
}
