import type {
  EquationMaterial,
  EquationParameters,
} from "../../../src/solvers/sph/equationsOfState/equationOfState.ts";

/** A fluid and parameters to try an equation of state with; all are float32 numbers, so that the device has the same. */
export interface EquationSample {
  readonly material: EquationMaterial;
  readonly parameters: EquationParameters;
}

const water = { referenceDensity: 1000, soundSpeed: 40 };
const air = { referenceDensity: Math.fround(1.204), soundSpeed: 343 };

/** At least one sample for every equation of the index; tests that loop over the index fail where one is missing. */
export const equationSamples: Readonly<Record<string, readonly EquationSample[]>> = {
  tait: [
    { material: water, parameters: { exponent: 7, backgroundPressure: 0 } },
    { material: water, parameters: { exponent: 7, backgroundPressure: 5000 } },
    { material: air, parameters: { exponent: Math.fround(1.4), backgroundPressure: 0 } },
    { material: water, parameters: { exponent: 1, backgroundPressure: 0 } },
    { material: water, parameters: { exponent: 10, backgroundPressure: -300 } },
  ],
  linear: [
    { material: water, parameters: { backgroundPressure: 0 } },
    { material: air, parameters: { backgroundPressure: 1000 } },
  ],
};
