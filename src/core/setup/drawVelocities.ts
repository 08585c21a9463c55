/** What a Maxwell–Boltzmann distribution is drawn for. */
export interface VelocityDistribution {
  readonly dimensions: 2 | 3;
  /** (N) [energy·time²/length²] */
  readonly mass: Float64Array;
  /** k_B · T [energy] */
  readonly thermalEnergy: number;
  /** Kinetic degrees of freedom that T = 2K / (f k_B) is counted over. */
  readonly degreesOfFreedom: number;
  readonly removeMomentum: boolean;
}

/**
 * Velocities of the Maxwell–Boltzmann distribution, (N, 3) row-major [length / time]: drawn, freed of total momentum
 * where asked, then scaled so that 2K / (f k_B) is the temperature exactly. In two dimensions z stays 0.
 *
 * @param gaussian standard normal random numbers
 */
export function drawVelocities(distribution: VelocityDistribution, gaussian: () => number): Float64Array {
  const { dimensions, mass, thermalEnergy, degreesOfFreedom, removeMomentum } = distribution;
  const velocity = new Float64Array(3 * mass.length);
  for (let i = 0; i < mass.length; i++) {
    const width = Math.sqrt(thermalEnergy / mass[i]);
    for (let axis = 0; axis < dimensions; axis++) velocity[3 * i + axis] = width * gaussian();
  }
  if (removeMomentum) removeTotalMomentum(velocity, mass);
  const drawn = kineticEnergyOf(velocity, mass);
  const scale = drawn > 0 ? Math.sqrt((0.5 * degreesOfFreedom * thermalEnergy) / drawn) : 0;
  return velocity.map((component) => component * scale);
}

/** ½ Σ m v² [energy] */
export function kineticEnergyOf(velocity: Float64Array, mass: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < velocity.length; k++) sum += mass[Math.floor(k / 3)] * velocity[k] ** 2;
  return sum / 2;
}

function removeTotalMomentum(velocity: Float64Array, mass: Float64Array): void {
  let totalMass = 0;
  const momentum = [0, 0, 0];
  for (let i = 0; i < mass.length; i++) {
    totalMass += mass[i];
    for (let axis = 0; axis < 3; axis++) momentum[axis] += mass[i] * velocity[3 * i + axis];
  }
  for (let k = 0; k < velocity.length; k++) velocity[k] -= momentum[k % 3] / totalMass;
}
