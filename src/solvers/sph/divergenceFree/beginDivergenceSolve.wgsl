// Equations of the divergence solve: s = Δt p/δ² of every particle is to bring Dδ/Dt to 0. Particles that lack neighbours,
// as at a free surface, have none. In most steps there is nothing to be corrected, and all first guesses are 0.

fn beginDivergenceSolve(index: u32) {
  if (status.halt != halt_running) { return; }
  let material = position[index].w;
  let wall = isSolid(material);
  let record = velocity[index];
  let isDeficient = thermo[index].x < DEFICIENT_DENSITY * restDensityOf(material);
  let factor = select(rate[index].w, 0.0, isDeficient);
  let guess = select(status.clock.timeStep * record.w, 0.0, wall || factor == 0.0);
  impulse[index] = vec2f(guess, select(fluid.fillingVolume, record.w, wall));
  equation[index] = vec4f(factor, 0.0, guess, 0.0);
  if (guess != 0.0) { atomicStore(&solver.hasGuess, 1u); }
}
