// The pressure that a particle acts with at the end of the step: of the density, or in EDAC of the pressure, that stands beside its
// velocity, gone on by the rate extrapolated to the step (extrapolateRate.wgsl). What then counts is advanced by the rate itself.

fn predictPressure(index: u32, material: u32, kept: f32) {
  let predicted = kept + status.clock.timeStep * rate[RATE_RECORDS * index].w;
  if (KEEPS_DENSITY && predicted <= 0.0) {
    fail(halt_badDensity, u32(tag[index].w));
    return;
  }
  shown[index].w = pressureOfKept(predicted, material);
}
