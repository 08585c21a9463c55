import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { FluidContext } from "./fluidContext.ts";
import { unwrappedPosition } from "./unwrappedPosition.ts";

/** Sums and extremes over all particles of fluids. In two dimensions sums are per unit depth. */
export interface FluidTotals {
  /** ½ Σ m v² [energy] */
  readonly kineticEnergy: number;
  /** −Σ m g·x with the constant acceleration g, x from the lower corner of the box [energy] */
  readonly potentialEnergy: number;
  /** Σ m e(ρ); 0 where the pressure is no function of density [energy] */
  readonly internalEnergy: number;
  /** [mass] */
  readonly mass: number;
  readonly particles: number;
  /** Σ m x / Σ m [length] */
  readonly centerOfMass: Vector3;
  /** Σ m v [momentum] */
  readonly momentum: Vector3;
  /** Σ m x × v about the lower corner of the box [momentum·length] */
  readonly angularMomentum: Vector3;
  /** [velocity] */
  readonly maximumSpeed: number;
  /** Mean and largest |ρ/ρ0 − 1|. */
  readonly densityErrorMean: number;
  readonly densityErrorMaximum: number;
  /** [pressure] */
  readonly minimumPressure: number;
  readonly maximumPressure: number;
}

/**
 * Totals of the fluids of a frame, in float64 and in id order. Coordinates count the box edges that a particle has
 * crossed, so that a fluid driven around a periodic box gains the potential energy that the force spends. Without
 * particles means are NaN and extremes infinite.
 */
export function fluidTotals(frame: FluidFrame, context: FluidContext): FluidTotals {
  const { particles, density, pressure, box } = frame;
  const { materials, constantAcceleration: g } = context;
  let [count, mass, kineticEnergy, potentialEnergy, internalEnergy] = [0, 0, 0, 0, 0];
  let [squaredSpeed, errorSum, densityErrorMaximum] = [0, 0, 0];
  let [minimumPressure, maximumPressure] = [Infinity, -Infinity];
  const weighted = [0, 0, 0];
  const momentum = [0, 0, 0];
  const angular = [0, 0, 0];
  for (let i = 0; i < particles.count; i++) {
    const type = particles.type[i];
    const { isSolid, particleMass: m, referenceDensity } = materials[type];
    if (isSolid) continue;
    const [x, y, z] = [0, 1, 2].map((axis) => unwrappedPosition(frame, i, axis) - box.lower[axis]);
    const [u, v, w] = particles.velocity.subarray(3 * i, 3 * i + 3);
    const squared = u * u + v * v + w * w;
    count++;
    mass += m;
    kineticEnergy += 0.5 * m * squared;
    potentialEnergy -= m * (g[0] * x + g[1] * y + g[2] * z);
    internalEnergy += m * (context.internalEnergy?.(density[i], type) ?? 0);
    addScaled(weighted, m, [x, y, z]);
    addScaled(momentum, m, [u, v, w]);
    addScaled(angular, m, [y * w - z * v, z * u - x * w, x * v - y * u]);
    squaredSpeed = Math.max(squaredSpeed, squared);
    const error = Math.abs(density[i] / referenceDensity - 1);
    errorSum += error;
    densityErrorMaximum = Math.max(densityErrorMaximum, error);
    minimumPressure = Math.min(minimumPressure, pressure[i]);
    maximumPressure = Math.max(maximumPressure, pressure[i]);
  }
  return {
    kineticEnergy,
    potentialEnergy,
    internalEnergy,
    mass,
    particles: count,
    centerOfMass: vector(weighted.map((sum, axis) => box.lower[axis] + sum / mass)),
    momentum: vector(momentum),
    angularMomentum: vector(angular),
    maximumSpeed: Math.sqrt(squaredSpeed),
    densityErrorMean: errorSum / count,
    densityErrorMaximum,
    minimumPressure,
    maximumPressure,
  };
}

function addScaled(sum: number[], factor: number, terms: Vector3): void {
  for (let axis = 0; axis < 3; axis++) sum[axis] += factor * terms[axis];
}

function vector([x, y, z]: readonly number[]): Vector3 {
  return [x, y, z];
}
