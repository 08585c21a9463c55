// What particles are made of: the fluids, then the solids: walls, inlets, the reserve.

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

fn isInlet(material: u32) -> bool { return material >= FIRST_INLET && material < RESERVE; }

// Of a fluid. Where there is but one, its numbers need no look-up for each neighbour.
fn fluidMaterial(material: u32) -> Material {
  if (FLUID_COUNT == 1u) { return materials[0]; }
  return materials[material];
}

fn slips(material: u32) -> bool {
  if (SLIP == 0u || SLIP == 1u) { return SLIP == 1u && isSolid(material); }
  return isSolid(material) && materials[material].noSlip == 0.0;
}

// Whether no viscosity acts between a particle and its neighbour. Walls are no neighbours of one another: with one fluid two that differ are a wall and the fluid.
fn slipBetween(own: u32, other: u32) -> bool {
  if (SLIP == 1u && FLUID_COUNT == 1u) { return own != other; }
  return slips(own) || slips(other);
}

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
