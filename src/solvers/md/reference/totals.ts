import type { SymmetricTensor, Vector3 } from "../../../core/vector.ts";
import type { Totals } from "../../../observables/samples.ts";
import type { MolecularModel } from "../model.ts";
import type { MolecularState } from "./molecularState.ts";
import type { PairSums } from "./pairForces.ts";

/** Sums over all particles of a state whose pair sums are known. */
export function computeTotals(
  model: MolecularModel,
  { particles, force, step }: MolecularState,
  { potentialEnergy, virial }: PairSums,
  thermostatEnergy: number,
): Totals {
  const { velocity, type, count } = particles;
  const kinetic = [0, 0, 0, 0, 0, 0];
  const momentum = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const { mass } = model.types[type[i]];
    const vx = velocity[3 * i];
    const vy = velocity[3 * i + 1];
    const vz = velocity[3 * i + 2];
    momentum[0] += mass * vx;
    momentum[1] += mass * vy;
    momentum[2] += mass * vz;
    kinetic[0] += mass * vx * vx;
    kinetic[1] += mass * vy * vy;
    kinetic[2] += mass * vz * vz;
    kinetic[3] += mass * vx * vy;
    kinetic[4] += mass * vx * vz;
    kinetic[5] += mass * vy * vz;
  }
  return {
    step,
    kineticEnergy: (kinetic[0] + kinetic[1] + kinetic[2]) / 2,
    potentialEnergy: potentialEnergy.reduce((sum, energy) => sum + energy, 0),
    kineticTensor: kinetic as unknown as SymmetricTensor,
    virialTensor: Array.from(virial) as unknown as SymmetricTensor,
    momentum: momentum as unknown as Vector3,
    thermostatEnergy,
    maximumForce: largestComponent(force),
  };
}

/** Largest absolute value. */
export function largestComponent(values: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]));
  return largest;
}
