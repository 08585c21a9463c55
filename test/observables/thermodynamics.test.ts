import { describe, expect, it } from "vitest";
import { unitSystems } from "../../src/core/units.ts";
import type { Totals } from "../../src/observables/samples.ts";
import type { ThermodynamicContext } from "../../src/observables/thermodynamics.ts";
import { thermodynamicState } from "../../src/observables/thermodynamics.ts";

const totals: Totals = {
  step: 5,
  kineticEnergy: 30,
  potentialEnergy: -50,
  kineticTensor: [18, 20, 22, 1, 2, 3],
  virialTensor: [2, 4, 6, 8, 10, 12],
  momentum: [1, -2, 3],
  thermostatEnergy: 7,
  maximumForce: 9,
};

const context: ThermodynamicContext = {
  units: unitSystems.reduced,
  dimensions: 3,
  volume: 10,
  degreesOfFreedom: 40,
  tailCorrection: { energy: -4, pressure: -0.5 },
};

describe("thermodynamic state", () => {
  it("temperature is twice the kinetic energy per degree of freedom", () => {
    expect(thermodynamicState(totals, context).temperature).toBe(1.5);
  });

  it("energies hold the tail correction, the conserved one also the thermostat's", () => {
    expect(thermodynamicState(totals, context)).toMatchObject({
      kineticEnergy: 30,
      potentialEnergy: -54,
      totalEnergy: -24,
      conservedEnergy: -17,
    });
  });

  it("the pressure is the mean diagonal of the tensor, tail correction included", () => {
    const { pressure, pressureTensor } = thermodynamicState(totals, context);
    expect(pressureTensor).toEqual([1.5, 1.9, 2.3, 0.9, 1.2, 1.5].map((p) => expect.closeTo(p, 12)));
    expect(pressure).toBeCloseTo((1.5 + 1.9 + 2.3) / 3, 12);
  });

  it("in two dimensions only xx and yy count", () => {
    const tailCorrection = { energy: 0, pressure: 0 };
    const { pressure } = thermodynamicState(totals, { ...context, dimensions: 2, tailCorrection });
    expect(pressure).toBeCloseTo((2 + 2.4) / 2, 12);
  });

  it("an ideal gas obeys P V = N k_B T in the units of its system", () => {
    // 1000 argon atoms at 300 K in (100 Å)³: N k T / V = 41.4195 bar.
    const units = unitSystems.metal;
    const kineticEnergy = 1.5 * 1000 * units.boltzmann * 300;
    const third = (2 / 3) * kineticEnergy;
    const gas = thermodynamicState(
      {
        ...totals,
        kineticEnergy,
        kineticTensor: [third, third, third, 0, 0, 0],
        virialTensor: [0, 0, 0, 0, 0, 0],
      },
      {
        units,
        dimensions: 3,
        volume: 1e6,
        degreesOfFreedom: 3000,
        tailCorrection: { energy: 0, pressure: 0 },
      },
    );
    expect(gas.temperature).toBeCloseTo(300, 9);
    expect(gas.pressure).toBeCloseTo(41.4195, 3);
  });

  it("momentum is in the system's own mass unit", () => {
    const { momentum } = thermodynamicState(totals, { ...context, units: unitSystems.molecular });
    momentum.forEach((p, axis) => expect(p).toBeCloseTo(totals.momentum[axis], 6));
    const metal = thermodynamicState(totals, { ...context, units: unitSystems.metal });
    expect(metal.momentum[0]).toBe(1 / unitSystems.metal.massFactor);
  });
});
