import type { MolecularModel } from "./model.ts";
import { degreesOfFreedom } from "./model.ts";
import { targetTemperature } from "./integrators/integratorParameters.ts";
import { fireConstants } from "./integrators/fire.ts";

/** Word offsets of `struct Control` (passes/control.wgsl). */
const offsets = {
  timeStep: 2,
  mixing: 3,
  heat: 5,
  heatRest: 6,
  chainVelocity: 8,
  chainPosition: 16,
  chainRest: 24,
};
export const controlBytes = 128;

/** The control block at the start of a run. */
export function initialControl(model: MolecularModel): Float32Array<ArrayBuffer> {
  const words = new Float32Array(controlBytes / 4);
  words[0] = 1;
  words[offsets.timeStep] = model.timeStep;
  words[offsets.mixing] = fireConstants.initialMixing;
  return words;
}

/**
 * What to add to kinetic + potential energy to get the conserved quantity [energy], from the control
 * block at a step and the heat that particles gave to baths of their own.
 */
export function thermostatEnergy(
  model: MolecularModel,
  count: number,
  step: number,
  control: Float32Array,
  particleHeat: number,
): number {
  const { integrator } = model;
  if (integrator.kind !== "nose-hoover")
    return particleHeat + control[offsets.heat] - control[offsets.heatRest];
  const kT = model.units.boltzmann * targetTemperature(integrator.temperature, step, model.totalSteps);
  const freedom = degreesOfFreedom(model, count);
  let energy = 0;
  for (let k = 0; k < integrator.chainLength; k++) {
    const weight = k === 0 ? freedom * kT : kT;
    const mass = weight * integrator.relaxationTime ** 2;
    const position = control[offsets.chainPosition + k] - control[offsets.chainRest + k];
    energy += 0.5 * mass * control[offsets.chainVelocity + k] ** 2 + weight * position;
  }
  return energy;
}
