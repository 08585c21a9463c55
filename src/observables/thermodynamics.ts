import type { UnitSystem } from "../core/units.ts";
import type { SymmetricTensor, Vector3 } from "../core/vector.ts";
import type { Totals } from "./samples.ts";

/** What turns sums over particles into thermodynamic quantities. */
export interface ThermodynamicContext {
  readonly units: UnitSystem;
  readonly dimensions: 2 | 3;
  /** [length³], in two dimensions the area [length²]; open sides count as where the box ends. */
  readonly volume: number;
  readonly degreesOfFreedom: number;
  /** Long-range corrections, zero where there are none: energy [energy], pressure [energy/length³]. */
  readonly tailCorrection: { readonly energy: number; readonly pressure: number };
}

/** The state of the whole system at one step, in the units of its unit system. Energies are totals. */
export interface ThermodynamicState {
  readonly step: number;
  readonly temperature: number;
  readonly kineticEnergy: number;
  readonly potentialEnergy: number;
  readonly totalEnergy: number;
  /** What the integrator keeps: total energy and what its thermostat has taken up [energy]. */
  readonly conservedEnergy: number;
  readonly pressure: number;
  /** Voigt order xx, yy, zz, xy, xz, yz. */
  readonly pressureTensor: SymmetricTensor;
  /** [mass·velocity] */
  readonly momentum: Vector3;
  /** Largest |force component|. */
  readonly maximumForce: number;
}

/**
 * Temperature 2K/(g k_B) for g degrees of freedom, pressure tensor (Σ m v⊗v + Σ r⊗F)/V and its mean diagonal
 * (in two dimensions that of xx and yy), tail corrections included.
 * Allen & Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), sections 2.4 and 2.8.
 */
export function thermodynamicState(totals: Totals, context: ThermodynamicContext): ThermodynamicState {
  const { units, dimensions, tailCorrection } = context;
  const potentialEnergy = totals.potentialEnergy + tailCorrection.energy;
  const totalEnergy = totals.kineticEnergy + potentialEnergy;
  const pressureTensor = pressureTensorOf(totals, context);
  const diagonal = pressureTensor.slice(0, dimensions);
  return {
    step: totals.step,
    temperature: (2 * totals.kineticEnergy) / (context.degreesOfFreedom * units.boltzmann),
    kineticEnergy: totals.kineticEnergy,
    potentialEnergy,
    totalEnergy,
    conservedEnergy: totalEnergy + totals.thermostatEnergy,
    pressure: diagonal.reduce((sum, component) => sum + component, 0) / dimensions,
    pressureTensor,
    momentum: totals.momentum.map((component) => component / units.massFactor) as unknown as Vector3,
    maximumForce: totals.maximumForce,
  };
}

function pressureTensorOf(totals: Totals, context: ThermodynamicContext): SymmetricTensor {
  const { units, dimensions, volume, tailCorrection } = context;
  const tensor = totals.kineticTensor.map((kinetic, k) => {
    const tail = k < dimensions ? tailCorrection.pressure : 0;
    return ((kinetic + totals.virialTensor[k]) / volume + tail) * units.pressureFactor;
  });
  return tensor as unknown as SymmetricTensor;
}
