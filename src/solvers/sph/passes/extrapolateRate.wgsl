// Linear in time: 2 R_n − R_(n−1), from rates in the middle of two steps to the middle of the next. Sound waves then lose
// (ω Δt)⁴/2 of their amplitude in a step. With R_n alone they would gain as much, and nothing but viscosity would hold them.

fn extrapolatedRate(index: u32, own: f32) -> f32 {
  let isFirst = status.clock.timeStep == 0.0;
  let change = select(own - lastRate[index].x, 0.0, isFirst);
  lastRate[index] = vec4f(own, 0.0, 0.0, 0.0);
  return own + change;
}

// Of a wall; should it turn into fluid, there is no rate to go on from.
fn forgetRate(index: u32) { lastRate[index] = vec4f(0.0); }
