// What particles are made of: the fluids, then the solids.

struct Material {
  mass: f32,
  referenceDensity: f32,
  soundSpeed: f32,
  // Kinematic, ν.
  viscosity: f32,
  equation: EquationConstants,
  noSlip: f32,
  unusedA: f32,
  unusedB: f32,
  unusedC: f32,
}

fn isSolid(material: u32) -> bool { return material >= FLUID_COUNT; }

fn massOf(material: u32) -> f32 {
  if (FLUID_COUNT == 1u) { return materials[0].mass; }
  return materials[material].mass;
}

// The smoothing kernel's fragment stands in front; its w and (dw/dq)/q are scaled here.
fn weight(distanceSquared: f32) -> f32 {
  return fluid.valueScale * kernelValue(sqrt(distanceSquared) * fluid.inverseSmoothingLength);
}

// (dW/dr)/r: times the separation x_i − x_j it is the gradient of W at i.
fn slopeAt(distanceSquared: f32) -> f32 {
  return fluid.slopeScale * kernelSlope(sqrt(distanceSquared) * fluid.inverseSmoothingLength);
}
