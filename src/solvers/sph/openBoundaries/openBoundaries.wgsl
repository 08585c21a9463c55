// Beside `Inlet` and `Outlet` (openBoundaryRecords.ts).

struct Exchange {
  // Particles that have come into an outlet, and conveyor particles that have passed an opening, in this step.
  leaving: atomic<u32>,
  passing: atomic<u32>,
}

fn inletOf(material: u32) -> Inlet { return inlets[material - FIRST_INLET]; }

fn hasPassed(own: vec4u) -> bool {
  let inlet = inletOf(own.w);
  let ahead = bitcast<i32>(own[inlet.axis] - inlet.plane);
  return select(ahead >= 0, ahead <= 0, inlet.direction[inlet.axis] < 0.0);
}
